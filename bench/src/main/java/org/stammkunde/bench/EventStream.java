package org.stammkunde.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The events of a run, each made from its number: a seeded choice of {@linkplain EventCatalog
 * template} and customer. Half of all events come from a quarter of the customers, as in a shop
 * where some come often. What is told of a customer is the same each time, but for one in {@value
 * #TOLD_ANEW} times: who moves house. Not safe for use by several threads.
 */
final class EventStream {

    static final int NUMBER_WIDTH = 12;
    static final int CUSTOMER_WIDTH = 9;
    static final int RUN_WIDTH = 8;
    static final int MESSAGE_WIDTH = "bench-".length() + RUN_WIDTH + 1 + NUMBER_WIDTH;
    static final int TIME_WIDTH = "2026-01-01T00:00:00.000Z".length();

    private static final int TOLD_ANEW = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final long seed;
    private final long customers;
    private final long introduced;
    private final List<EventTemplate> templates;
    private final List<EventTemplate> introductions;
    private final int bytesMax;
    private final Values values;

    /**
     * A stream of events.
     *
     * @param run eight characters that tell this run's messages from those of other runs
     * @param seed decides types, products and customers
     * @param customers size of the population, 1 to 999,999,999
     */
    EventStream(String run, long seed, long customers) {
        this(run, seed, customers, 0);
    }

    /**
     * A stream that begins with an introduction of customers: the event with number n identifies
     * customer n, up to the given count.
     */
    EventStream(String run, long seed, long customers, long introduced) {
        if (run.length() != RUN_WIDTH || customers < 1 || customers > 999_999_999) {
            throw new IllegalArgumentException(
                    "run `%s` with %d customers: a run has 8 characters and 1 to 999999999 customers"
                            .formatted(run, customers));
        }
        this.seed = mix(seed);
        this.customers = customers;
        this.introduced = introduced;
        this.templates = EventCatalog.templates(seed);
        this.introductions = templates.stream().filter(EventStream::introduces).toList();
        this.bytesMax = templates.stream().mapToInt(EventTemplate::length).max().orElseThrow();
        this.values = new Values(("bench-" + run + "-").getBytes(StandardCharsets.US_ASCII));
    }

    /** The length of the longest event. */
    int bytesMax() {
        return bytesMax;
    }

    /** The time that the next events carry as theirs, and requests as the time of sending. */
    void at(Instant now) {
        values.time = TIME.format(now).getBytes(StandardCharsets.US_ASCII);
    }

    /** The time set last, as it is written in JSON without quotes. */
    byte[] time() {
        return values.time;
    }

    /** Where the event with this number is sent as a single call. */
    String path(long number) {
        return template(number).path();
    }

    /** Writes the event with this number at the given offset and returns the offset after it. */
    int write(long number, byte[] into, int at) {
        values.number = number;
        values.customer = customer(number);
        return template(number).write(into, at, values);
    }

    /** The number of the event with this message id. */
    static long number(String messageId) {
        return Long.parseLong(messageId.substring(messageId.length() - NUMBER_WIDTH));
    }

    private EventTemplate template(long number) {
        if (number < introduced) {
            return introduction(number);
        }
        EventTemplate template = templates.get(index(random(number, 1), templates));
        boolean tellsAgain = introduces(template) && random(number, 4) % TOLD_ANEW != 0;
        return tellsAgain ? introduction(customer(number)) : template;
    }

    private static boolean introduces(EventTemplate template) {
        return template.path().equals("/v1/identify");
    }

    private EventTemplate introduction(long customer) {
        return introductions.get(index(random(customer, 3), introductions));
    }

    private static int index(long random, List<EventTemplate> choices) {
        return (int) Long.remainderUnsigned(random, choices.size());
    }

    private long customer(long number) {
        if (number < introduced) {
            return number;
        }
        double uniform = (random(number, 2) >>> 11) * 0x1.0p-53;
        return (long) (uniform * uniform * customers);
    }

    private long random(long number, int purpose) {
        return mix(seed + number * 0x9E3779B97F4A7C15L + purpose);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): a bijection without visible order. */
    private static long mix(long value) {
        long first = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    /** What is filled into the blanks of the event being written. */
    static final class Values {

        private final byte[] messagePrefix;
        private byte[] time = TIME.format(Instant.EPOCH).getBytes(StandardCharsets.US_ASCII);
        private long number;
        private long customer;

        private Values(byte[] messagePrefix) {
            this.messagePrefix = messagePrefix;
        }

        void fill(EventTemplate.Blank blank, byte[] into, int at) {
            switch (blank) {
                case MESSAGE -> {
                    System.arraycopy(messagePrefix, 0, into, at, messagePrefix.length);
                    digits(into, at + messagePrefix.length, NUMBER_WIDTH, number);
                }
                case CUSTOMER -> digits(into, at, CUSTOMER_WIDTH, customer);
                case NUMBER -> digits(into, at, NUMBER_WIDTH, number);
                case TIME -> System.arraycopy(time, 0, into, at, time.length);
            }
        }

        private static void digits(byte[] into, int at, int width, long value) {
            long rest = value;
            for (int i = at + width - 1; i >= at; i--) {
                into[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }
}
