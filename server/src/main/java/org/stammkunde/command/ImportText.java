package org.stammkunde.command;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stammkunde.collect.files.ImportPlan;
import org.stammkunde.collect.files.ImportPlan.PlannedColumn;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.collect.files.RowKind;
import org.stammkunde.collect.files.Statement;
import tools.jackson.databind.json.JsonMapper;

/** What the command says about imports: sentences, or one line of JSON at the end. */
final class ImportText {

    private static final int EXAMPLE_CHARACTERS_MAX = 24;

    private final PrintWriter out;
    private final boolean json;
    private final List<Map<String, Object>> figures = new ArrayList<>();
    private final List<ImportResult> results = new ArrayList<>();

    ImportText(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Shows how a file is understood: all of it before a dry run, else what was assumed. */
    void plan(Path file, ImportPlan plan, boolean inFull) {
        if (json) {
            return;
        }
        if (inFull) {
            print("%s: %s", file, plan.format());
            print(
                    "%s of source %s, amounts in %s, times in %s%s",
                    plan.kind().code(),
                    plan.source(),
                    plan.currency(),
                    plan.zone(),
                    plan.recognized().map(name -> ", recognized as " + name).orElse(""));
            print("");
            table(plan.columns());
            if (!plan.unused().isEmpty()) {
                print("not imported: %s", String.join(", ", plan.unused()));
            }
            print("");
            plan.orders().forEach(order -> print("  %s", order));
            print("");
        }
        out.flush();
    }

    private void table(List<PlannedColumn> columns) {
        int fields = columns.stream().mapToInt(each -> each.field().length()).max().orElse(0);
        int names = columns.stream().mapToInt(each -> each.column().length()).max().orElse(0);
        String form = "  %-" + fields + "s  <-  %-" + names + "s  %-14s  %s%s";
        for (PlannedColumn each : columns) {
            List<String> examples = each.examples().stream().map(ImportText::shortened).toList();
            print(
                    form,
                    each.field(),
                    each.column(),
                    each.origin(),
                    String.join(" | ", examples),
                    each.reading().isEmpty() ? "" : "  (read as " + each.reading() + ")");
        }
    }

    private static String shortened(String text) {
        return text.length() <= EXAMPLE_CHARACTERS_MAX
                ? text
                : text.substring(0, EXAMPLE_CHARACTERS_MAX - 1) + "…";
    }

    void result(Path file, ImportResult result, boolean dryRun) {
        results.add(result);
        figures.add(figuresOf(file, result));
        if (json) {
            return;
        }
        double seconds = Math.max(0.001, result.duration().toMillis() / 1e3);
        print(
                "%s: %,d rows in %.1f s (%,.0f rows/s), source %s",
                file.getFileName(),
                result.rows(),
                seconds,
                result.rows() / seconds,
                result.source());
        RowKind kind = result.kind();
        count(dryRun ? "would be imported" : "imported", result.imported(), kind);
        count(dryRun ? "would stay unchanged" : "unchanged", result.unchanged(), kind);
        count(dryRun ? "would be rejected" : "rejected", result.rejected(), kind);
        result.notes().forEach(note -> print("note: %s", note.english()));
        if (result.valuesLeftOut() > 0) {
            print(
                    "note: %s were imported without %,d unreadable values",
                    kind.code(), result.valuesLeftOut());
        }
        result.report().ifPresent(report -> print("what was wrong with which value: %s", report));
        out.flush();
    }

    private void count(String what, Count count, RowKind kind) {
        print("  %-20s %,12d rows  %,10d %s", what, count.rows(), count.orders(), kind.code());
    }

    private static Map<String, Object> figuresOf(Path file, ImportResult result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("file", file.toString());
        figures.put("source", result.source());
        figures.put("rows", result.rows());
        figures.put("imported", result.imported().rows());
        figures.put("rejected", result.rejected().rows());
        figures.put("unchanged", result.unchanged().rows());
        figures.put("ordersImported", result.imported().orders());
        figures.put("ordersRejected", result.rejected().orders());
        figures.put("ordersUnchanged", result.unchanged().orders());
        figures.put("valuesLeftOut", result.valuesLeftOut());
        figures.put("notes", result.notes().stream().map(Statement::english).toList());
        result.report().ifPresent(report -> figures.put("report", report.toString()));
        return figures;
    }

    /** Ends with the figures of all files together. */
    void end(boolean dryRun) {
        if (dryRun && !json) {
            print("nothing was changed");
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (String key :
                    List.of(
                            "rows",
                            "imported",
                            "rejected",
                            "unchanged",
                            "ordersImported",
                            "ordersRejected",
                            "ordersUnchanged",
                            "valuesLeftOut")) {
                all.put(
                        key,
                        figures.stream()
                                .mapToLong(
                                        each -> ((Number) each.getOrDefault(key, 0L)).longValue())
                                .sum());
            }
            all.put("seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
            all.put("peakMegabytes", PeakMemory.megabytes());
            all.put("dryRun", dryRun);
            all.put("files", figures);
            out.println(JsonMapper.shared().writeValueAsString(all));
        }
        out.flush();
    }

    boolean hasRejected() {
        return results.stream().anyMatch(result -> result.rejected().rows() > 0);
    }

    private void print(String form, Object... values) {
        out.println(String.format(Locale.ROOT, form, values));
    }
}
