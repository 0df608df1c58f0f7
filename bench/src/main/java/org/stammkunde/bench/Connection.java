package org.stammkunde.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP/1.1 connection that carries one request at a time, driven by a selector. The request's
 * bytes stay until it is acknowledged, so that a refused one is sent again unchanged.
 */
final class Connection implements AutoCloseable {

    /** What a readiness of the channel led to. */
    enum Progress {
        UNFINISHED,
        ACKNOWLEDGED,
        REFUSED
    }

    private static final int REFUSED_PAUSE_SECONDS = 1;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private final Answer answer = new Answer();
    private long firstNumber;
    private long dueNanos;
    private long resumeNanos;

    private Connection(SocketChannel channel, SelectionKey key, int requestBytesMax) {
        this.channel = channel;
        this.key = key;
        this.request = ByteBuffer.allocateDirect(requestBytesMax);
        key.attach(this);
    }

    static Connection open(InetSocketAddress address, Selector selector, int requestBytesMax)
            throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel, channel.register(selector, 0), requestBytesMax);
    }

    /** Number of the first event of the request under way. */
    long firstNumber() {
        return firstNumber;
    }

    /** When the request under way was due, by {@link System#nanoTime}. */
    long dueNanos() {
        return dueNanos;
    }

    /** When a refused request may be sent again, by {@link System#nanoTime}. */
    long resumeNanos() {
        return resumeNanos;
    }

    /** Starts sending the request that was written last. */
    void send(RequestWriter writer, long firstNumber, long dueNanos) throws IOException {
        this.firstNumber = firstNumber;
        this.dueNanos = dueNanos;
        request.clear();
        request.put(writer.bytes(), writer.start(), writer.end() - writer.start());
        request.flip();
        write();
    }

    /** Sends the refused request once more. */
    void resend() throws IOException {
        request.rewind();
        write();
    }

    /** Goes on with writing or reading after the selector found the channel ready. */
    Progress proceed() throws IOException {
        if (key.isWritable()) {
            write();
            return Progress.UNFINISHED;
        }
        if (!answer.read(channel)) {
            return Progress.UNFINISHED;
        }
        key.interestOps(0);
        return answered();
    }

    private Progress answered() throws IOException {
        int status = answer.status();
        if (status == 200) {
            answer.requireSuccess();
            return Progress.ACKNOWLEDGED;
        }
        if (status != 429 && status != 503) {
            throw new IOException("the server answered " + answer.text());
        }
        long pauseSeconds = answer.retryAfterSeconds().orElse(REFUSED_PAUSE_SECONDS);
        resumeNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseSeconds);
        return Progress.REFUSED;
    }

    private void write() throws IOException {
        channel.write(request);
        if (request.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            answer.clear();
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
