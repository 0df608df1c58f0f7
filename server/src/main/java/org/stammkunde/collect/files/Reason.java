package org.stammkunde.collect.files;

import java.util.Locale;

/** Why a value, a row or an order was not imported, with what would have been accepted. */
enum Reason {
    QUOTES_BROKEN(
            "the quotes of this line do not match",
            "a quote inside a quoted field is written twice, and every quote is closed"),
    COLUMN_COUNT(
            "the row has another number of fields than the table has columns",
            "as many fields as columns, with quotes around a field that contains the delimiter"),
    VALUE_MISSING("the value is missing", "a value in this column"),
    TEXT_BROKEN(
            "the text contains a character that cannot be read",
            "text in the character set of the file, --charset names another one"),
    TEXT_TOO_LONG(
            "the text is too long", "at most 200 characters in numbers, 2,000 in other texts"),
    NUMBER_UNREADABLE(
            "it is not a number as this column writes them",
            "numbers in the style of the column, --decimals says which one it is"),
    NUMBER_OUT_OF_RANGE(
            "the number is too large or too fine",
            "quantities up to 1,000,000,000 and amounts up to 100,000,000,000, with at most 6 decimals"),
    NUMBER_ROUNDED(
            "a spreadsheet has rounded this number and its last digits are lost",
            "the whole number, so format the column as text before saving it"),
    DATE_UNREADABLE(
            "it is not a date as this column writes them",
            "2026-04-03, 03.04.2026, 3/4/2026 or 20260403, each with or without a time such as 14:05"),
    DATE_OUT_OF_RANGE("the date is before 1970 or in the future", "a date from 1970 to today"),
    CURRENCY_UNKNOWN("it is not a currency", "a code of ISO 4217 such as EUR, or € or £"),
    CURRENCY_DIFFERS(
            "the amount names another currency than the order has",
            "amounts in the currency of the order, --currency or a currency column says which it is"),
    STATUS_UNKNOWN(
            "it is not known what this status means",
            "words such as completed, paid, versendet or storniert, --word status:TEXT=completed or =cancelled explains others"),
    KIND_UNKNOWN(
            "it is not known what kind of order this is",
            "words such as order, Rechnung, refund or Gutschrift, --word kind:TEXT=order or =credit explains others"),
    CHANNEL_UNKNOWN("the channel is too long", "at most 40 characters"),
    ROWS_DIFFER(
            "the rows of this order contradict each other in this column",
            "the same value in all rows of an order, or blank after the first"),
    ORDER_TOO_LARGE("the order has too many rows", "at most 20,000 rows in an order"),
    ORDER_REJECTED(
            "another row of this order was rejected",
            "orders of which every row can be read, --partial imports the others without them"),
    EMAIL_INVALID("it is not an e-mail address", "an address such as name@example.com"),
    PHONE_INVALID("it is not a phone number", "a number such as 030 1234567 or +49 30 1234567"),
    BIRTHDAY_INVALID(
            "it is not a birthday", "a date with a year of four digits, such as 03.04.1985"),
    NUMBER_NEGATIVE("prices, cost and tax rates are never negative", "numbers from 0"),
    ACTIVE_UNKNOWN(
            "it is not known whether this means that the product is sold",
            "words such as active, published, yes, aktiv or archiviert, --word active:TEXT=true or =false explains others"),
    CONSENT_UNKNOWN(
            "it is not known whether this means consent",
            "words such as yes, subscribed, ja or nein, --word marketing-email:TEXT=true or =false explains others"),
    LINK_INVALID("it is not an address on the web", "an address such as https://example.com/p/1");

    private final String text;
    private final String accepted;

    Reason(String text, String accepted) {
        this.text = text;
        this.accepted = accepted;
    }

    /** The stable name in row reports, such as {@code number-unreadable}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was wrong. */
    String text() {
        return text;
    }

    /** What would have been accepted. */
    String accepted() {
        return accepted;
    }
}
