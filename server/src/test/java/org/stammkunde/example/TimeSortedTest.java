package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSortedTest {

    @TempDir private Path folder;

    @Test
    void whatDoesNotFitIntoMemoryComesInTheSameOrderAsWhatDoes() throws IOException {
        List<TimeSorted.Entry> entries = new ArrayList<>();
        Draw draw = Draw.of(1, "sort", 0);
        for (int i = 0; i < 5_000; i++) {
            entries.add(new TimeSorted.Entry(draw.between(0, 300), (byte) (i % 3), "ä" + i));
        }

        assertThat(sorted(entries, 1_000_000)).isEqualTo(sorted(entries, 700));
        assertThat(sorted(entries, 700))
                .isEqualTo(
                        entries.stream()
                                .sorted(Comparator.comparingLong(TimeSorted.Entry::time))
                                .toList());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private List<TimeSorted.Entry> sorted(List<TimeSorted.Entry> entries, int charsMax)
            throws IOException {
        List<TimeSorted.Entry> taken = new ArrayList<>();
        try (TimeSorted sorted = new TimeSorted(folder, charsMax)) {
            for (TimeSorted.Entry entry : entries) {
                sorted.add(entry);
            }
            sorted.forEach(taken::add);
        }
        return taken;
    }
}
