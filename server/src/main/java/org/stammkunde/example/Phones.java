package org.stammkunde.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Telephone numbers that reach nobody: those that the Federal Network Agency keeps free for films
 * and books, and beyond these few thousand, extensions of them, which stay in the same ranges.
 */
final class Phones {

    private static final List<String> LANDLINES =
            List.of("0221 4710", "030 23125", "040 66969", "069 90009", "089 99998");
    private static final List<String> MOBILES = List.of("0171 39200", "0176 040690");

    private final List<String> landlines;
    private final List<String> plain;

    Phones(long seed) {
        landlines = numbers(LANDLINES, "%s%03d", 1_000);
        plain = new ArrayList<>(landlines);
        plain.addAll(numbers(MOBILES, "%s%02d", 100));
        Collections.shuffle(plain, new Random(seed));
    }

    /** A number of one's own for each person, from 1. */
    String of(int person) {
        return person <= plain.size()
                ? plain.get(person - 1)
                : landlines.get(person % landlines.size()) + person / landlines.size();
    }

    private static List<String> numbers(List<String> ranges, String format, int size) {
        List<String> numbers = new ArrayList<>();
        for (String range : ranges) {
            for (int i = 0; i < size; i++) {
                numbers.add(String.format(Locale.ROOT, format, range, i));
            }
        }
        return numbers;
    }
}
