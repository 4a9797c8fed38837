package marquee.launcher;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when its starter is gone: the starter holds the other end of standard input, and the system closes
 * it whichever way the starter ends.
 */
final class LifeLine {
    /** Longer than a node needs to close, shorter than a person waits. */
    private static final int MILLISECONDS_TO_CLOSE = 15_000;

    private volatile boolean ready;

    void watch(InputStream input) {
        Thread thread = new Thread(() -> exitAtEndOf(input), "life-line");
        thread.setDaemon(true);
        thread.start();
    }

    void nodeIsReady() {
        ready = true;
    }

    private void exitAtEndOf(InputStream input) {
        try {
            while (input.read() != -1) continue;
        } catch (IOException broken) {
            // a broken pipe says the same as its end
        }
        // Half-built nodes do not close in order; Elasticsearch's files survive a crash, so none has to.
        if (!ready) Runtime.getRuntime().halt(1);
        Thread limit = new Thread(LifeLine::haltAfterLimit, "halt");
        limit.setDaemon(true);
        limit.start();
        System.exit(0);
    }

    private static void haltAfterLimit() {
        try {
            Thread.sleep(MILLISECONDS_TO_CLOSE);
        } catch (InterruptedException interrupted) {
            // nothing interrupts it; if something did, halting would still be right
        }
        Runtime.getRuntime().halt(1);
    }
}
