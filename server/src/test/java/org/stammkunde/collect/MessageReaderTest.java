package org.stammkunde.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventType;
import org.stammkunde.events.FailedEvents.FailedEvent;
import org.stammkunde.events.Source;
import tools.jackson.databind.node.ObjectNode;

class MessageReaderTest {

    private static final Source SHOP = new Source(1, "web", Source.Kind.API, "shop");
    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    private final MessageReader reader = new MessageReader("DE");

    @Test
    void aMessageThatIsNoFactSaysWhy() {
        checkFailed("unknown_type", "{}");
        checkFailed("unknown_type", "{'type':'dance','userId':'1'}");
        checkFailed("unknown_type", "{'type':'order','userId':'1'}");
        checkFailed("event_missing", "{'type':'track','userId':'1'}");
        checkFailed("nobody_named", "{'type':'track','event':'Seen'}");
        checkFailed("nobody_named", "{'type':'track','event':'Seen','userId':'0'}");
        checkFailed(
                "message_id_too_long",
                "{'type':'page','userId':'1','messageId':'" + "x".repeat(101) + "'}");
        checkFailed(
                "event_too_large",
                "{'type':'page','userId':'1','properties':{'x':'" + "x".repeat(70_000) + "'}}");
        checkFailed(
                "event_too_large",
                "{'type':'identify','userId':'1','traits':{'name':'" + "x".repeat(70_000) + "'}}");
        for (String number : List.of("1e130000", "-1E2000", "1e-2000", "0.1e-200")) {
            checkFailed(
                    "number_too_large",
                    "{'type':'track','event':'Order Completed','userId':'1',"
                            + "'properties':{'order_id':'7','x':[{'y':"
                            + number
                            + "}]}}");
        }
        checkFailed(
                "trait_name_too_long",
                "{'type':'identify','userId':'1','traits':{'" + "x".repeat(201) + "':1}}");
        checkFailed(
                "order_id_too_long",
                "{'type':'track','event':'Order Completed','userId':'1','properties':{'order_id':'"
                        + "x".repeat(201)
                        + "'}}");
    }

    @Test
    void aMessageAboutAProductConcernsNobodyAndNeedsANumber() {
        EventDraft event =
                accepted(
                        """
                        {'type':'track','event':'Product Updated','anonymousId':'a1','userId':'7',
                         'timestamp':'2026-01-05T10:00:00Z','context':{'ip':'203.0.113.7'},
                         'properties':{'product_id':'P/1 ä','price':9.9,'stock':3}}
                        """);

        assertThat(event.resource()).isEqualTo("product/P/1 ä");
        assertThat(event.version())
                .isEqualTo(
                        ChronoUnit.MICROS.between(
                                Instant.EPOCH, Instant.parse("2026-01-05T10:00:00Z")));
        assertThat(event.identifiers()).isEmpty();
        assertThat(event.personal()).as("nobody could have it erased").isNull();
        assertThat(event.payload()).doesNotContain("203.0.113.7");
        checkFailed("product_missing", "{'type':'track','event':'Product Updated','userId':'1'}");
        checkFailed(
                "product_missing",
                "{'type':'track','event':'Product Created','properties':{'sku':'%s'}}"
                        .formatted("x".repeat(201)));
        assertThat(
                        accepted(
                                        "{'type':'track','event':'Product Viewed','userId':'1','properties':{'sku':'1'}}")
                                .resource())
                .isNull();
    }

    @Test
    void identifiersAreNormalAndStrongestFirst() {
        checkIdentifiers(
                "{'type':'page','anonymousId':'a1','userId':4711}",
                "CUSTOMER_ID 4711",
                "ANONYMOUS_ID a1");
        checkIdentifiers(
                "{'type':'identify','userId':'7','traits':{'email':'A@Example.com','phone':'030"
                        + " 123456'}}",
                "CUSTOMER_ID 7",
                "EMAIL a@example.com",
                "PHONE +4930123456");
        checkIdentifiers(
                "{'type':'identify','userId':'anna@example.com','traits':{'loyalty_card':'12 34'}}",
                "CUSTOMER_ID anna@example.com",
                "CARD 1234",
                "EMAIL anna@example.com");
        checkIdentifiers(
                "{'type':'track','event':'Order"
                        + " Completed','properties':{'order_id':'1','email':'g@example.com'}}",
                "EMAIL g@example.com");
        checkIdentifiers(
                "{'type':'track','event':'Order Completed','properties':{'order_id':'1'}}");
    }

    @Test
    void personalValuesNeverReachThePayload() {
        EventDraft event =
                accepted(
                        """
                        {'type':'track','event':'Order Completed','userId':'1',
                         'context':{'ip':'203.0.113.9','userAgent':'x','traits':{'first_name':'Anna'}},
                         'properties':{'order_id':'1','Email':'anna@example.com',
                                       'shipping':{'street':'Weg 1','city':'Ulm'}}}
                        """);

        assertThat(event.payload())
                .doesNotContainIgnoringCase("anna")
                .doesNotContain("203.", "Weg");
        assertThat(event.personal())
                .contains(
                        "\"firstName\":\"Anna\"", "\"email\":\"anna@example.com\"", "203.0.113.9");
    }

    @Test
    void severalAddressesOfOneMessageAreAllKept() {
        checkPersonal(
                "{'type':'identify','userId':'1','traits':{'address':{'city':'Köln'}},"
                        + "'context':{'traits':{'address':{'city':'Bonn'}}}}",
                "{'address':{'city':'Köln'},'address2':{'city':'Bonn'}}");
        checkPersonal(
                "{'type':'track','event':'Kauf','userId':'1','properties':{"
                        + "'billing':{'address':'Weg 1'},'shipping_to':{'address':'Weg 2'},"
                        + "'pickup':[{'address':'Weg 3'},{'address':'Weg 4'},{'address':'Weg 1'}]}}",
                "{'address':'Weg 1','shippingToAddress':'Weg 2','pickupAddress':'Weg 3',"
                        + "'address2':'Weg 4'}");
        checkPersonal(
                "{'type':'identify','userId':'1','traits':{"
                        + "'address':{'billing':{'city':'Köln'},'shipping':{'city':'Bonn'}}}}",
                "{'address':{'billing':{'city':'Köln'},'shipping':{'city':'Bonn'}}}");
        checkPersonal(
                "{'type':'identify','userId':'1','traits':{'address':'Weg 1'},"
                        + "'context':{'traits':{'address':'Weg 1','email':'x@example.com'}}}",
                "{'address':'Weg 1','email':'x@example.com'}");
    }

    private void checkPersonal(String message, String expected) {
        assertThat(Json.MAPPER.readTree(accepted(message).personal()))
                .isEqualTo(Json.MAPPER.readTree(expected.replace('\'', '"')));
    }

    @Test
    void onlyEventsAboutAnOrderDescribeIt() {
        checkResource(
                "order/9",
                "{'type':'track','event':'Order"
                        + " Completed','userId':'1','properties':{'order_id':9}}");
        checkResource(
                "order/9",
                "{'type':'track','event':'Order"
                        + " Refunded','userId':'1','properties':{'order_id':'9'}}");
        checkResource(
                null,
                "{'type':'track','event':'Coupon"
                        + " Entered','userId':'1','properties':{'order_id':'9'}}");
        checkResource(null, "{'type':'page','userId':'1','properties':{'order_id':'9'}}");
    }

    @Test
    void timesOfDevicesAreCorrectedAndImpossibleOnesReplaced() {
        checkTime("2026-06-01T11:00:00Z", "'timestamp':'2026-06-01T11:00:00Z'");
        checkTime("2026-06-01T09:00:00Z", "'timestamp':'2026-06-01T11:00:00+02:00'");
        checkTime("2026-06-01T12:00:00Z", "'x':1");
        checkTime("2026-06-01T12:00:00Z", "'timestamp':'yesterday'");
        checkTime("2026-06-01T12:00:00Z", "'timestamp':'2026-06-01T12:06:00Z'");
        checkTime("2026-06-01T12:04:00Z", "'timestamp':'2026-06-01T12:04:00Z'");
        checkTime("2026-06-01T12:00:00Z", "'timestamp':'1970-01-01T00:00:00Z'");
        checkTime(
                "2026-06-01T11:30:00Z",
                "'timestamp':'2020-01-01T00:00:00Z','sentAt':'2020-01-01T00:30:00Z',"
                        + "'context':{'library':{'name':'analytics.js'}}");
        checkTime(
                "2020-01-01T00:00:00Z",
                "'timestamp':'2020-01-01T00:00:00Z','sentAt':'2020-01-01T00:30:00Z',"
                        + "'context':{'library':{'name':'analytics-java'}}");
    }

    @Test
    void addressesOfPagesTellNoOneApart() {
        EventDraft event =
                accepted(
                        """
                        {'type':'page','userId':'1','name':'Konto anna@example.com',
                         'context':{'page':{'url':'https://shop.example/konto?email=anna%40example.com&utm_source=mail',
                                            'search':'?email=anna%40example.com&utm_source=mail'}},
                         'properties':{'path':'/reset/8f3kd92lsk20dkw8','seen':['anna@example.com']}}
                        """);

        assertThat(event.name()).isEqualTo("Konto ***");
        assertThat(event.payload())
                .doesNotContain("anna", "8f3kd92lsk20dkw8")
                .contains("?email=***&utm_source=mail", "\"/reset/***\"", "[\"***\"]");
        assertThat(event.personal()).isNull();
    }

    @Test
    void anAddressAsUserIdIsStillTheIdentifier() {
        checkIdentifiers(
                "{'type':'page','userId':'anna@example.com','properties':{'url':'/?email=x@example.com'}}",
                "CUSTOMER_ID anna@example.com",
                "EMAIL anna@example.com");
    }

    @Test
    void theSendersOwnTimesStayWhereTheyDoNotCount() {
        String device = "'context':{'library':{'name':'analytics.js'}},";
        String server = "'context':{'library':{'name':'analytics-node'}},";
        String times = "'timestamp':'2020-01-01T00:00:00Z','sentAt':'2020-01-01T00:30:00Z'";
        String ahead = "'timestamp':'2026-06-01T13:00:00Z','sentAt':'2026-06-01T13:00:01Z'";

        checkSenderTimes("2020-01-01T00:00:00Z", "2020-01-01T00:30:00Z", device + times);
        checkSenderTimes(null, null, server + times);
        checkSenderTimes("2026-06-01T13:00:00Z", null, server + ahead);
        checkSenderTimes("2026-06-01T13:00:00Z", "2026-06-01T13:00:01Z", device + ahead);
        checkSenderTimes(null, null, device + "'sentAt':'2020-01-01T00:30:00Z'");
        checkSenderTimes(
                null,
                null,
                device + "'timestamp':'2026-06-01T11:00:00Z','sentAt':'2026-06-01T12:00:00Z'");
    }

    @Test
    void timesThatNoCalendarHasAreNone() {
        String device = "'context':{'library':{'name':'analytics.js'}},'timestamp':";
        for (String time :
                List.of(
                        "+999999999-12-31T23:59:59Z",
                        "-999999999-01-01T00:00:00Z",
                        "9999999999999999999")) {
            checkTime("2026-06-01T12:00:00Z", device + "'" + time + "'");
            checkTime(
                    "2026-06-01T11:00:00Z",
                    device + "'2026-06-01T11:00:00Z','sentAt':'" + time + "'");
        }
    }

    @Test
    void aRepeatedMessageOfADeviceIsTheSameThoughItsTimeIsCorrectedAnew() {
        String body =
                "{'type':'page','userId':'1','messageId':'m1','timestamp':'%s','sentAt':'%s','context':{'library':{'name':'analytics.js'}}}";
        EventDraft first = accepted(body.formatted("2026-06-01T13:00:00Z", "2026-06-01T13:00:00Z"));
        EventDraft again = accepted(body.formatted("2026-06-01T13:00:00Z", "2026-06-01T13:09:00Z"));

        assertThat(again.contentHash()).isEqualTo(first.contentHash());
        assertThat(again.payload()).isNotEqualTo(first.payload());
    }

    @Test
    void aRepeatedMessageHasTheSameKeyAndContentThoughSentLater() {
        String body = "{'type':'page','userId':'1','messageId':'m1','sentAt':'%s'}";
        EventDraft first = accepted(body.formatted("2026-06-01T11:00:00Z"));
        EventDraft again = accepted(body.formatted("2026-06-01T11:59:00Z"));

        assertThat(again.key()).isEqualTo(first.key());
        assertThat(again.contentHash()).isEqualTo(first.contentHash());
    }

    @Test
    void charactersThatTheDatabaseCannotHoldAreDropped() {
        EventDraft event =
                accepted(
                        "{'type':'page','userId':'1','name':'a\\u0000b','properties':{'k\\u0000':'v\\u0000'}}");

        assertThat(event.name()).isEqualTo("ab");
        assertThat(event.payload()).contains("\"k\":\"v\"").doesNotContain("u0000");
    }

    private void checkFailed(String code, String body) {
        assertThat(read(body))
                .isInstanceOfSatisfying(
                        MessageReader.Outcome.Failed.class,
                        failed ->
                                assertThat(failed.event())
                                        .extracting(FailedEvent::code)
                                        .isEqualTo(code));
    }

    private void checkIdentifiers(String body, String... expected) {
        List<String> found =
                accepted(body).identifiers().stream()
                        .map(identifier -> identifier.type() + " " + identifier.value())
                        .toList();
        assertThat(found).as(body).containsExactly(expected);
    }

    private void checkResource(@Nullable String expected, String body) {
        assertThat(accepted(body).resource()).as(body).isEqualTo(expected);
    }

    private void checkTime(String expected, String fields) {
        EventDraft event = accepted("{'type':'page','userId':'1'," + fields + "}");
        assertThat(event.type()).isEqualTo(EventType.PAGE);
        assertThat(event.occurredAt()).as(fields).isEqualTo(Instant.parse(expected));
    }

    private void checkSenderTimes(
            @Nullable String timestamp, @Nullable String sentAt, String fields) {
        ObjectNode payload =
                (ObjectNode)
                        Json.MAPPER.readTree(
                                accepted("{'type':'page','userId':'1'," + fields + "}").payload());
        assertThat(MessageReader.text(payload, "originalTimestamp"))
                .as(fields)
                .isEqualTo(timestamp);
        assertThat(MessageReader.text(payload, "sentAt")).as(fields).isEqualTo(sentAt);
    }

    private EventDraft accepted(String body) {
        MessageReader.Outcome outcome = read(body);
        assertThat(outcome).as(body).isInstanceOf(MessageReader.Outcome.Accepted.class);
        return ((MessageReader.Outcome.Accepted) outcome).event();
    }

    private MessageReader.Outcome read(String body) {
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(body.replace('\'', '"'));
        return reader.read(new Message(SHOP, json, null, null, RECEIVED, null));
    }
}
