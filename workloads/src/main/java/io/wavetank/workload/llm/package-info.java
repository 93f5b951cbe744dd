/** Requests to language models: Azure's of 2023 and 2024, and BurstGPT. */
@NullMarked
package io.wavetank.workload.llm;

import org.jspecify.annotations.NullMarked;
