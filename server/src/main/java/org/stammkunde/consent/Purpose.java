package org.stammkunde.consent;

import java.util.Optional;
import java.util.stream.Stream;

/** What a customer may agree or object to. What a contract needs is not asked for. */
public enum Purpose {
    /** Figures about the customer alone, such as which offers were opened. */
    ANALYSIS("analysis"),
    /** Judging the customer by data: scores, segments, recommendations. */
    PROFILING("profiling"),
    /** Recognising the customer on pages and in mails. */
    TRACKING("tracking"),
    MARKETING_EMAIL("marketing-email"),
    MARKETING_SMS("marketing-sms"),
    MARKETING_WHATSAPP("marketing-whatsapp"),
    MARKETING_PUSH("marketing-push"),
    MARKETING_PHONE("marketing-phone"),
    MARKETING_POST("marketing-post");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    /** The stable name in facts, tables, JSON and addresses. */
    public String code() {
        return code;
    }

    /** The purpose with this code, empty for an unknown one. */
    public static Optional<Purpose> ofCode(String code) {
        return Stream.of(values()).filter(purpose -> purpose.code.equals(code)).findFirst();
    }
}
