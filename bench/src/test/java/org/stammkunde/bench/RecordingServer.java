package org.stammkunde.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A small HTTP server that keeps every request and answers as it is told. */
final class RecordingServer implements AutoCloseable {

    /** A request with its head and its body as text. */
    record Request(String head, String body) {}

    /** Decides the answer to the request with this number, counted from 0. */
    interface Answers {
        String answer(int number);
    }

    static final String SUCCESS = answer("200 OK", "", "{\"success\":true}");

    private final ServerSocket socket;
    private final Answers answers;
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    RecordingServer(Answers answers) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    static String answer(String status, String header, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(status, header, body.length(), body);
    }

    Target target() {
        return new Target(
                new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()), "key");
    }

    Queue<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (true) {
                requests.add(read(in));
                write(client.getOutputStream(), answers.answer(count.getAndIncrement()));
            }
        } catch (IOException closed) {
            // the client has what it wanted
        }
    }

    /** In two pieces, so that a client that expects an answer in one fails. */
    private static void write(OutputStream out, String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        out.flush();
    }

    private static Request read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1");
        byte[] body = in.readNBytes(Integer.parseInt(length));
        return new Request(head.toString(), new String(body, StandardCharsets.UTF_8));
    }
}
