package marquee.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.logging.log4j.LogManager;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.BindHttpException;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node for the process that started it.
 *
 * <p>Usage: {@code Launcher DATA_FOLDER HTTP_PORT [setting=value ...]}; the settings override the defaults below.
 *
 * <p>Standard output carries one line of JSON and nothing else: {@code {"ready":true,"port":9200,"pid":123}}, or
 * {@code {"ready":false,"reason":"data-in-use" | "port-in-use" | "failed"}} before it ends with code 1. What happened
 * is in {@code logs/elasticsearch.log} below the data folder, and on standard error. Standard input is the life line:
 * at its end, which the system brings about even when the starter was killed, the node closes.
 */
public final class Launcher {
    /** The starter sets the real limit on waiting; this one only has to be longer. */
    private static final TimeValue UNTIL_READY = TimeValue.timeValueMinutes(10);

    private final PrintStream answers;
    private final DataFolder folder;
    private final LifeLine lifeLine = new LifeLine();

    private Launcher(PrintStream answers, DataFolder folder) {
        this.answers = answers;
        this.folder = folder;
    }

    public static void main(String[] args) {
        PrintStream answers = System.out;
        System.setOut(System.err); // a library that prints must not speak on the line reserved for the answer
        new Launcher(answers, new DataFolder(Path.of(args[0]))).run(args);
    }

    private void run(String[] args) {
        lifeLine.watch(System.in);
        try {
            if (!folder.lock()) fail("data-in-use");
            startLogging();
            int port = Integer.parseInt(args[1]);
            if (port != 0 && isTaken(port)) fail("port-in-use");
            Node node = start(settings(port, args));
            int bound = httpPort(node);
            folder.writeState(bound);
            answer("{\"ready\":true,\"port\":" + bound + ",\"pid\":" + ProcessHandle.current().pid() + "}");
            lifeLine.nodeIsReady();
            // Elasticsearch's own threads are daemons: the process ends when this one does.
            new CountDownLatch(1).await();
        } catch (Throwable error) {
            error.printStackTrace();
            fail(isBindFailure(error) ? "port-in-use" : "failed");
        }
    }

    /** Only once the folder is ours: the first use of a logger begins a new log file. */
    private void startLogging() throws IOException {
        System.setProperty("marquee.logs", folder.logs().toString());
        // Only a distribution has native libraries; without a place to look, Elasticsearch fails instead of doing without.
        System.setProperty("es.nativelibs.path", home().resolve("lib").toString());
        // Lucene tells through the JDK's own logging, at every start, which vector instructions it uses.
        Logger.getLogger("").setLevel(Level.WARNING);
        LogConfigurator.configureESLogging();
    }

    private Settings settings(int port, String[] args) throws IOException {
        Settings.Builder settings = Settings.builder()
            .put("cluster.name", "marquee-embedded")
            .put("node.name", "marquee")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", 0)
            .put("path.home", home().toString())
            .put("path.data", folder.data().toString())
            .put("path.logs", folder.logs().toString())
            .put("path.repo", folder.snapshots().toString())
            .put("action.auto_create_index", false)
            // A development machine's disk is often more than 90 % full, which would make indices read-only.
            .put("cluster.routing.allocation.disk.threshold_enabled", false);
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("argument '" + args[i] + "' is not setting=value");
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        return settings.build();
    }

    /** Starts the node and waits until the shards of every index from before can be read. */
    private Node start(Settings settings) throws Exception {
        Environment environment = new Environment(settings, home().resolve("config"));
        var modules = PluginsLoader.loadModulesBundles(environment.modulesDir(), false);
        Node node = new Node(environment, PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
        node.start();
        node.client().admin().cluster().prepareHealth(UNTIL_READY).setTimeout(UNTIL_READY).setWaitForYellowStatus().get();
        return node;
    }

    private void close(Node node) {
        folder.removeState();
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (Exception error) {
            LogManager.getLogger(Launcher.class).error("the node did not close in order", error);
        }
        LogManager.shutdown();
    }

    /** The launcher's jar is in target/lib, Elasticsearch's home in target/home. */
    private static Path home() {
        try {
            Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().resolveSibling("home");
        } catch (java.net.URISyntaxException error) {
            throw new IllegalStateException(error);
        }
    }

    /** Asked before the node is built, because Elasticsearch finds out only after some seconds. */
    private static boolean isTaken(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return false;
        } catch (BindException taken) {
            LogManager.getLogger(Launcher.class).error("port {}: {}", port, taken.getMessage());
            return true;
        }
    }

    private static boolean isBindFailure(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause())
            if (cause instanceof BindHttpException) return true;
        return false;
    }

    private static int httpPort(Node node) {
        return node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
    }

    private void answer(String json) {
        answers.println(json);
        answers.flush();
    }

    private void fail(String reason) {
        answer("{\"ready\":false,\"reason\":\"" + reason + "\"}");
        Runtime.getRuntime().halt(1);
    }
}
