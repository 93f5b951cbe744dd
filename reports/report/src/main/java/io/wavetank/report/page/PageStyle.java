package io.wavetank.report.page;

/** The style sheet of a page: light and dark, wide and narrow, screen and paper. Without {@code <} and {@code &}, so that it is XML too. */
final class PageStyle {
    static final String CSS = """
            :root {
              color-scheme: light dark;
              --ground: #ffffff; --ink: #1f2328; --soft: #555c6b; --line: #d5dae1; --band: #f4f6f8; --accent: #0b5cad; --warn: #fff4d6;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --ground: #15181d; --ink: #e6e8eb; --soft: #aab2be; --line: #3a414c; --band: #1e2229; --accent: #84bdf7; --warn: #3a3014;
              }
            }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; }
            body {
              margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem;
              background: var(--ground); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", "Liberation Sans", Arial, sans-serif;
            }
            h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.25rem; margin: 2.75rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
            h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }
            p { margin: .5rem 0; max-width: 48rem; overflow-wrap: anywhere; }
            a { color: var(--accent); }
            nav { margin: 1.25rem 0 0; font-size: .9rem; }
            nav a { display: inline-block; margin-right: 1.25rem; padding: .2rem 0; }
            .lead { font-size: 1.15rem; line-height: 1.45; }
            .note { color: var(--soft); font-size: .875rem; }
            .missing { background: var(--warn); border-radius: 6px; padding: .75rem 1rem; }
            .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
            .wide { position: relative; overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: separate; border-spacing: 0; font-size: .85rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
            caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; max-width: calc(100vw - 2.5rem); }
            th, td { padding: .35rem .5rem; text-align: right; vertical-align: top; white-space: nowrap; }
            th.first, td.first { padding-left: 1.25rem; }
            thead th { font-weight: 600; color: var(--soft); vertical-align: bottom; white-space: normal; }
            thead th.long { overflow-wrap: anywhere; min-width: 9rem; }
            thead th[scope=colgroup] { text-align: center; padding-bottom: .1rem; padding-left: 1.25rem; }
            thead tr:last-child th, thead th[rowspan="2"] { border-bottom: 1px solid var(--soft); }
            tbody tr + tr > * { border-top: 1px solid var(--line); }
            tbody th, thead tr:first-child th:first-child {
              text-align: left; position: sticky; left: 0; background: var(--ground); padding-left: 0;
              white-space: normal; overflow-wrap: anywhere; min-width: 6.5rem; max-width: 18rem;
            }
            tbody th.long { min-width: 11rem; }
            tbody th { font-weight: 600; }
            .facts td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
            .facts tbody th { font-weight: 400; color: var(--soft); position: static; }
            .chart { margin: 1.5rem 0 2rem; }
            figure { margin: 0; }
            .picture { background: #ffffff; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; padding: .25rem; }
            .picture svg { display: block; width: 100%; height: auto; max-width: 940px; margin: 0 auto; }
            figcaption { color: var(--soft); font-size: .9rem; margin: .5rem 0 .25rem; max-width: 48rem; }
            details { margin: .25rem 0; }
            summary { cursor: pointer; color: var(--accent); font-size: .9rem; padding: .2rem 0; }
            dl { margin: 0; max-width: 48rem; }
            dt { font-weight: 600; margin-top: .75rem; }
            dd { margin: 0; }
            code { font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .9em; }
            footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
            :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
            @media (max-width: 44rem) {
              body { padding: 1.25rem .9rem 3rem; }
              h1 { font-size: 1.4rem; }
              .lead { font-size: 1.05rem; }
              .picture svg { width: 640px; max-width: none; }
              tbody th, thead tr:first-child th:first-child {
                min-width: 6.5rem; max-width: 8rem;
              }
              .facts tbody th { min-width: 5rem; }
            }
            @media print {
              :root {
                color-scheme: light;
                --ground: #ffffff; --ink: #000000; --soft: #3d434d; --line: #c5cad2; --accent: #000000; --warn: #ffffff;
              }
              body { max-width: none; padding: 0; font-size: 11pt; }
              nav { display: none; }
              .wide, .picture { overflow: visible; }
              table { font-size: 7.5pt; }
              th, td { padding: .2rem .35rem; white-space: normal; }
              tbody th, thead tr:first-child th:first-child { position: static; }
              .chart, tr, dd { break-inside: avoid; }
              h2, h3, dt, caption, #charts > .note { break-after: avoid; }
              details:not([open]) { display: none; }
            }
            """;

    private PageStyle() {}
}
