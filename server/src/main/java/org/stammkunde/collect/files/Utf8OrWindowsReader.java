package org.stammkunde.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that is UTF-8 or Windows-1252, told apart at the first byte that is not ASCII, wherever in
 * the file that is.
 *
 * <p>Up to there both read alike, so that no byte has to be read twice. A single broken byte in
 * text that is otherwise UTF-8 becomes the replacement character U+FFFD, which no imported value
 * may contain.
 */
final class Utf8OrWindowsReader extends Reader {
    static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream bytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private boolean decided;
    private boolean ended;

    Utf8OrWindowsReader(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer characters = CharBuffer.wrap(target, offset, length).slice();
        while (characters.position() == 0) {
            CoderResult result = decoder.decode(buffer, characters, ended);
            decided = decided || hasNonAscii(characters);
            if (result.isMalformed()) {
                malformed(result.length(), characters);
            } else if (result.isUnderflow() && characters.position() == 0) {
                if (ended) {
                    return -1;
                }
                fill();
            }
        }
        return characters.position();
    }

    private static boolean hasNonAscii(CharBuffer characters) {
        for (int index = 0; index < characters.position(); index++) {
            if (characters.get(index) >= 0x80) {
                return true;
            }
        }
        return false;
    }

    private void malformed(int length, CharBuffer characters) {
        if (!decided && !isMostlyUtf8(buffer)) {
            decoder = WINDOWS.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
            decoder.onUnmappableCharacter(CodingErrorAction.REPLACE);
        } else if (characters.hasRemaining()) {
            buffer.position(buffer.position() + length);
            characters.put('\uFFFD');
        }
        decided = true;
    }

    /** Whether more bytes above ASCII belong to whole UTF-8 sequences than stand alone. */
    static boolean isMostlyUtf8(ByteBuffer bytes) {
        int whole = 0;
        int broken = 0;
        int index = bytes.position();
        while (index < bytes.limit()) {
            int length = sequenceLength(bytes, index);
            if (length == 0) {
                broken++;
            } else if (length > 1) {
                whole++;
            }
            index += Math.max(1, length);
        }
        return whole > broken;
    }

    private static int sequenceLength(ByteBuffer bytes, int index) {
        int lead = bytes.get(index) & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
        if (length == 0 || lead > 0xF4) {
            return 0;
        }
        for (int next = index + 1; next < Math.min(index + length, bytes.limit()); next++) {
            if ((bytes.get(next) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private void fill() throws IOException {
        buffer.compact();
        int count = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
        ended = count < 0;
        buffer.position(buffer.position() + Math.max(0, count)).flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
