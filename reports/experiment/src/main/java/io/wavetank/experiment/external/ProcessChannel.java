package io.wavetank.experiment.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is asked on its standard input and answers on its standard output. Started in the folder that Wavetank is started in; what it
 * writes to standard error is for people, and the last line of it stands in messages about its end.
 */
final class ProcessChannel implements Channel {
    private static final int LONGEST_LINE = 16 << 20;
    private static final int LAST_WORDS = 200;
    private static final long GOODBYE_MILLIS = 500;

    /** What came out of the process: a line, or that there is no more, or why no more is read. */
    private record Heard(@Nullable String line, @Nullable String trouble) {}

    private final String name;
    private final long timeoutMillis;
    private final Process process;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(4);
    private final BlockingQueue<byte[]> toSay = new ArrayBlockingQueue<>(1);
    private final Thread speaker;
    private final Thread complaints;
    private volatile String lastWords = "";

    private ProcessChannel(String name, long timeoutMillis, Process process) {
        this.name = name;
        this.timeoutMillis = timeoutMillis;
        this.process = process;
        daemon("listens to " + name, this::listen);
        this.complaints = daemon("hears the complaints of " + name, this::collectLastWords);
        this.speaker = daemon("speaks to " + name, this::speak);
    }

    /** Starts a process from the words of its command. */
    static ProcessChannel start(List<String> command, long timeoutMillis) {
        String name = "policy process '" + String.join(" ", command) + "'";
        try {
            return new ProcessChannel(name, timeoutMillis, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new ExternalPolicyException(name + " cannot be started: " + reason(e)
                    + "; give the command as it would be typed in the folder that wavetank is started in");
        }
    }

    /** The system's reason without what the command is, which is said already. */
    private static String reason(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        int at = text.lastIndexOf("error=");
        int comma = text.indexOf(", ", at);
        return at >= 0 && comma >= 0 ? text.substring(comma + 2) : text;
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String ask(String question, String about) {
        try {
            Heard unasked = heard.peek();
            if (unasked != null && unasked.line() != null) {
                throw new ExternalPolicyException(name + " wrote a line more than it was asked for, before " + about
                        + ": " + Shown.line(unasked.line()) + "; expected one line for each line that it reads");
            }
            toSay.put((question + "\n").getBytes(StandardCharsets.UTF_8));
            Heard answer = heard.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new ExternalPolicyException(name + " did not answer to " + about + " within " + timeoutMillis
                        + " ms; expected a line, flushed (a longer 'timeout' allows more time)");
            }
            if (answer.trouble() != null) {
                throw new ExternalPolicyException(name + " " + answer.trouble() + " in its answer to " + about);
            }
            return answer.line() == null ? ended(about) : answer.line();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalPolicyException(name + ": interrupted while it was asked about " + about);
        }
    }

    /** Says that the process is gone, with its exit code and last words. */
    private String ended(String about) throws InterruptedException {
        boolean gone = process.waitFor(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        complaints.join(GOODBYE_MILLIS);
        String how = gone ? "ended with exit code " + process.exitValue() : "closed its standard output";
        String words = lastWords.isEmpty() ? "" : "; its last words: " + Shown.line(lastWords);
        throw new ExternalPolicyException(name + " " + how + " in place of an answer to " + about + words);
    }

    private void speak() {
        try (OutputStream out = process.getOutputStream()) {
            while (true) {
                out.write(toSay.take());
                out.flush();
            }
        } catch (IOException e) {
            // the process reads no more; that it is gone shows where its answer is missing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        var line = new ByteArrayOutputStream();
        try (InputStream in = process.getInputStream()) {
            byte[] block = new byte[1 << 16];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                int from = 0;
                for (int i = 0; i < length; i++) {
                    if (block[i] == '\n') {
                        line.write(block, from, i - from);
                        from = i + 1;
                        heard.put(new Heard(line.toString(StandardCharsets.UTF_8), null));
                        line.reset();
                    }
                }
                line.write(block, from, length - from);
                if (line.size() > LONGEST_LINE) {
                    heard.put(new Heard(null, "wrote more than " + (LONGEST_LINE >> 20) + " MiB without end of line"));
                    return;
                }
            }
            heard.put(new Heard(null, null));
        } catch (IOException e) {
            heard.offer(new Heard(null, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void collectLastWords() {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            var line = new StringBuilder();
            for (int next = lines.read(); next >= 0; next = lines.read()) {
                if (next == '\n') {
                    line.setLength(0);
                } else if (line.length() < LAST_WORDS) {
                    line.append((char) next);
                    lastWords = line.toString();
                }
            }
        } catch (IOException e) {
            // no last words then
        }
    }

    @Override
    public void close() {
        speaker.interrupt();
        try {
            speaker.join(GOODBYE_MILLIS);
            if (!process.waitFor(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
