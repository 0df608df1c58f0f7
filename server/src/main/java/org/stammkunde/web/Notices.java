package org.stammkunde.web;

import java.util.List;

/**
 * What a page says at its top.
 *
 * @param wasBusy whether the same page said before that figures are incomplete
 */
record Notices(List<Notice.Line> lines, boolean wasBusy) {

    Notices afterBusy() {
        return new Notices(lines, true);
    }

    boolean isEmpty() {
        return lines.isEmpty() && !wasBusy;
    }

    boolean isBusy() {
        return lines.stream().anyMatch(line -> line.tone() == Notice.Tone.BUSY);
    }

    /** Whether the figures of the page are older than what could be shown now. */
    boolean isOver() {
        return wasBusy && !isBusy();
    }
}
