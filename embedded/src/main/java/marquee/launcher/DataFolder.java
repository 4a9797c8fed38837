package marquee.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What one node owns on disk: its indices, snapshots, logs, a lock, and the state file that tells others its URL. */
final class DataFolder {
    private final Path root;
    /** Held until the process ends; the system releases it even after a kill, so it can never be stale. */
    private FileLock lock;

    DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Makes the folder this process's own; false when another node runs on it. */
    boolean lock() throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
            FileChannel.open(root.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
        if (lock == null) return false;
        removeState(); // of a node that was killed
        forgetConsole();
        return true;
    }

    Path data() throws IOException {
        return Files.createDirectories(root.resolve("data"));
    }

    Path logs() throws IOException {
        return Files.createDirectories(root.resolve("logs"));
    }

    Path snapshots() throws IOException {
        return Files.createDirectories(root.resolve("snapshots"));
    }

    /** Written aside and moved, so that a reader never sees half of it. */
    void writeState(int port) throws IOException {
        long pid = ProcessHandle.current().pid();
        Path aside = root.resolve("node.json.new");
        Files.writeString(aside, "{\"url\":\"http://127.0.0.1:" + port + "\",\"pid\":" + pid + "}\n");
        Files.move(aside, stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void removeState() {
        try {
            Files.deleteIfExists(stateFile());
        } catch (IOException left) {
            // readers check what it says, so a stale file does no harm
        }
    }

    /** The starter appends our standard error to this file; each node begins it anew, so that it stays short. */
    private void forgetConsole() throws IOException {
        Path console = logs().resolve("console.log");
        if (Files.exists(console)) Files.newOutputStream(console, StandardOpenOption.TRUNCATE_EXISTING).close();
    }

    private Path stateFile() {
        return root.resolve("node.json");
    }
}
