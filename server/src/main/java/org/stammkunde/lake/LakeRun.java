package org.stammkunde.lake;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stammkunde.lake.LakeTable.Message;

/** One run of whoever has the turn: brings the folder to the state of one snapshot. */
final class LakeRun {

    /** Facts that are loaded at once; memory and disk for unfinished files are bounded by it. */
    static final long CHUNK = 500_000;

    /** From so many files of a day on they are written into one. */
    static final int COMPACT_FROM = 8;

    /** A file with more rows is good as it is. */
    private static final long SMALL_ROWS = 1_000_000;

    private final LakeFolder folder;
    private final LakeTable table;
    private final Turn turn;
    private final Snapshot snapshot;
    private final Parquet parquet;
    private final Instant now;
    private long facts;
    private long files;

    LakeRun(
            LakeFolder folder,
            LakeTable table,
            Turn turn,
            Snapshot snapshot,
            Parquet parquet,
            Instant now) {
        this.folder = folder;
        this.table = table;
        this.turn = turn;
        this.snapshot = snapshot;
        this.parquet = parquet;
        this.now = now;
    }

    long facts() {
        return facts;
    }

    long files() {
        return files;
    }

    /** Writes what is missing, up to the last fact that the projections hold. */
    void write(long upTo) throws SQLException, IOException {
        forgetLost();
        rewriteDaysOf(snapshot.withdrawn());
        rewriteDaysOfSetAside();
        takeInFacts(upTo);
        for (Dataset dataset : Dataset.sliced()) {
            writeSlices(dataset);
        }
        compact();
    }

    /** Files that are listed but gone, as after moving to another folder, are written again. */
    private void forgetLost() throws SQLException, IOException {
        List<LakeFile> lost =
                table.current().stream().filter(file -> !folder.holds(file.path())).toList();
        Set<LocalDate> days =
                lost.stream()
                        .filter(file -> file.dataset() == Dataset.EVENTS)
                        .map(file -> LocalDate.parse(file.slice()))
                        .collect(Collectors.toSet());
        List<String> slices =
                lost.stream()
                        .filter(file -> file.dataset() != Dataset.EVENTS)
                        .map(LakeFile::path)
                        .toList();
        rewrite(days, () -> slices.forEach(table::forget));
    }

    private void rewriteDaysOf(List<Message> withdrawn) throws SQLException, IOException {
        Set<Message> wanted = new HashSet<>(withdrawn);
        Set<Message> before = new HashSet<>(table.leftOut());
        Set<Message> changed = new HashSet<>(wanted);
        changed.removeAll(before);
        before.removeAll(wanted);
        changed.addAll(before);
        if (!changed.isEmpty()) {
            rewrite(snapshot.daysOf(changed, table.position()), () -> table.leaveOut(withdrawn));
        }
    }

    private void rewriteDaysOfSetAside() throws SQLException, IOException {
        List<Snapshot.SetAside> fresh = snapshot.freshlySetAside();
        if (!fresh.isEmpty()) {
            long written = table.position();
            Set<LocalDate> days =
                    fresh.stream()
                            .filter(fact -> fact.position() <= written)
                            .map(Snapshot.SetAside::day)
                            .collect(Collectors.toSet());
            rewrite(days, () -> table.noteSetAside(fresh));
        }
    }

    /** All facts of these days anew, in place of what there is; notes why with them. */
    private void rewrite(Set<LocalDate> days, Runnable note) throws SQLException, IOException {
        List<LakeFile> fresh = new ArrayList<>();
        if (!days.isEmpty()) {
            for (Snapshot.Day day : snapshot.bounds(days, table.position())) {
                for (long after = day.first() - 1; after < day.last(); after += CHUNK) {
                    long upTo = Math.min(after + CHUNK, day.last());
                    fresh.addAll(written(Snapshot.facts(after, upTo, day.day()), after + 1, upTo));
                }
            }
        }
        turn.change(() -> {
            table.current().stream()
                    .filter(file -> file.dataset() == Dataset.EVENTS)
                    .filter(file -> days.contains(LocalDate.parse(file.slice())))
                    .forEach(file -> table.replace(file, now));
            fresh.forEach(file -> table.add(file, now));
            note.run();
        });
    }

    private void takeInFacts(long target) throws SQLException, IOException {
        for (long after = table.position(); after < target; ) {
            long upTo = Math.min(after + CHUNK, target);
            List<LakeFile> fresh = written(Snapshot.facts(after, upTo), after + 1, upTo);
            turn.change(() -> {
                fresh.forEach(file -> table.add(file, now));
                table.moveTo(upTo);
            });
            facts += fresh.stream().mapToLong(LakeFile::rows).sum();
            after = upTo;
        }
    }

    private List<LakeFile> written(String query, long first, long last)
            throws SQLException, IOException {
        List<LakeFile> written = new ArrayList<>();
        for (Parquet.Loaded slice : parquet.load(snapshot.connection(), Dataset.EVENTS, query)) {
            Path unfinished = parquet.write(Dataset.EVENTS, slice.slice());
            written.add(
                    kept(
                            Dataset.EVENTS,
                            slice.slice(),
                            first,
                            last,
                            null,
                            slice.rows(),
                            unfinished));
        }
        return written;
    }

    private LakeFile kept(
            Dataset dataset,
            String slice,
            @Nullable Long first,
            @Nullable Long last,
            @Nullable BigDecimal digest,
            long rows,
            Path unfinished) {
        String path =
                "%s/%s-%s.parquet".formatted(LakeFolder.FILES, dataset.id(), UUID.randomUUID());
        LakeFile file =
                new LakeFile(
                        dataset,
                        slice,
                        path,
                        first,
                        last,
                        digest,
                        rows,
                        folder.bytes(unfinished),
                        LakeFolder.sha256(unfinished));
        folder.keep(unfinished, path);
        files++;
        return file;
    }

    /** Slices whose rows changed are written, those that have none any more are dropped. */
    private void writeSlices(Dataset dataset) throws SQLException, IOException {
        Map<String, LakeFile> known = new HashMap<>();
        table.current().stream()
                .filter(file -> file.dataset() == dataset)
                .forEach(file -> known.put(file.slice(), file));
        Map<String, BigDecimal> digests = snapshot.digests(dataset);
        Set<String> changed = new LinkedHashSet<>();
        digests.forEach((slice, digest) -> {
            LakeFile before = known.get(slice);
            if (before == null || !digest.equals(before.digest())) {
                changed.add(slice);
            }
        });
        List<LakeFile> fresh = new ArrayList<>();
        if (!changed.isEmpty()) {
            String query = Snapshot.slices(dataset, changed);
            for (Parquet.Loaded slice : parquet.load(snapshot.connection(), dataset, query)) {
                Path unfinished = parquet.write(dataset, slice.slice());
                BigDecimal digest = digests.get(slice.slice());
                fresh.add(
                        kept(dataset, slice.slice(), null, null, digest, slice.rows(), unfinished));
            }
        }
        turn.change(() -> {
            known.values().stream()
                    .filter(file ->
                            changed.contains(file.slice()) || !digests.containsKey(file.slice()))
                    .forEach(file -> table.replace(file, now));
            fresh.forEach(file -> table.add(file, now));
        });
    }

    private void compact() throws SQLException {
        Map<String, List<LakeFile>> days =
                table.current().stream()
                        .filter(file -> file.dataset() == Dataset.EVENTS)
                        .collect(
                                Collectors.groupingBy(
                                        LakeFile::slice,
                                        LinkedHashMap::new,
                                        Collectors.toCollection(ArrayList::new)));
        for (List<LakeFile> day : days.values()) {
            List<LakeFile> small = smallAtTheEnd(day);
            if (small.size() >= COMPACT_FROM) {
                merge(small);
            }
        }
    }

    /** Only neighbours are merged, so that the positions of two files never overlap. */
    private static List<LakeFile> smallAtTheEnd(List<LakeFile> day) {
        int first = day.size();
        while (first > 0 && day.get(first - 1).rows() < SMALL_ROWS) {
            first--;
        }
        return day.subList(first, day.size());
    }

    private void merge(List<LakeFile> small) throws SQLException {
        List<Path> paths = small.stream().map(file -> folder.root().resolve(file.path())).toList();
        Path unfinished = parquet.merge(Dataset.EVENTS, paths);
        LakeFile merged =
                kept(
                        Dataset.EVENTS,
                        small.getFirst().slice(),
                        small.getFirst().firstPosition(),
                        small.getLast().lastPosition(),
                        null,
                        small.stream().mapToLong(LakeFile::rows).sum(),
                        unfinished);
        turn.change(() -> {
            small.forEach(file -> table.replace(file, now));
            table.add(merged, now);
        });
    }
}
