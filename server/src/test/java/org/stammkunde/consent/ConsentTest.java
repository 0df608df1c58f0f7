package org.stammkunde.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;

/** Who agreed to what, and what of it counts. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=consent"})
class ConsentTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    private static final Instant WEDNESDAY = TUESDAY.plusSeconds(86_400);
    private static final Identifier ANNA = Identifier.email("anna@example.com").orElseThrow();

    @Autowired private Consents consents;
    @Autowired private Projector projector;
    @Autowired private JdbcClient jdbc;

    private final Facts facts;
    private int entries;

    ConsentTest(
            @Autowired EventLog log, @Autowired Projector projector, @Autowired Sources sources) {
        facts = new Facts(log, projector, sources);
    }

    @BeforeEach
    void anEmptyHouse() {
        jdbc.sql("truncate events.event, events.personal").update();
        projector.rebuild();
    }

    @Test
    void whoSaidNothingHasNotAgreed() {
        facts.track("K1", "2026-03-01T10:00:00Z", "Newsletter Subscribed", "{}");

        check("K1", Purpose.MARKETING_EMAIL, State.NONE);
        assertThat(consents.of(customer("K1"))).hasSize(Purpose.values().length);
    }

    @Test
    void theLatestWordCountsInWhateverOrderItArrives() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}");
        project();
        says("K1", Purpose.MARKETING_EMAIL, true, WEDNESDAY);
        says("K1", Purpose.MARKETING_EMAIL, false, TUESDAY);
        says("K1", Purpose.PROFILING, true, MONDAY);
        says("K1", Purpose.PROFILING, false, TUESDAY);

        check("K1", Purpose.MARKETING_EMAIL, State.GIVEN);
        check("K1", Purpose.PROFILING, State.WITHDRAWN);
        check("K1", Purpose.MARKETING_SMS, State.NONE);
        assertThat(consents.history(customer("K1")))
                .extracting(Statement::given)
                .containsExactly(true, false, false, true);
    }

    @Test
    void ofTwoWordsAtTheSameInstantTheObjectionCounts() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}");
        project();
        says("K1", Purpose.TRACKING, false, MONDAY);
        says("K1", Purpose.TRACKING, true, MONDAY);

        check("K1", Purpose.TRACKING, State.WITHDRAWN);
    }

    @Test
    void aPublicKeyMayObjectButNotAgreeForSomebody() {
        facts.track("K1", "2026-03-01T10:00:00Z", "Consent Given", purpose("marketing-email"));
        facts.track("K1", "2026-03-01T11:00:00Z", "consent_given", purpose("profiling"));
        check("K1", Purpose.MARKETING_EMAIL, State.NONE);
        check("K1", Purpose.PROFILING, State.NONE);

        facts.track("K1", "2026-03-02T10:00:00Z", "Consent Withdrawn", purpose("profiling"));
        facts.track("K1", "2026-03-02T11:00:00Z", "Email Unsubscribed", "{}");
        check("K1", Purpose.PROFILING, State.WITHDRAWN);
        check("K1", Purpose.MARKETING_EMAIL, State.WITHDRAWN);
    }

    @Test
    void joiningTwoCustomersNeverWinsAConsentThatOneOfThemRefused() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}");
        project();
        says("K1", Purpose.MARKETING_EMAIL, false, MONDAY);
        consents.record(ANNA, entry(Purpose.MARKETING_EMAIL, true, TUESDAY), "anna-1");
        check("K1", Purpose.MARKETING_EMAIL, State.WITHDRAWN);

        facts.identify("K1", "2026-03-04T08:00:00Z", "{}", ANNA);
        check("K1", Purpose.MARKETING_EMAIL, State.WITHDRAWN);

        says("K1", Purpose.MARKETING_EMAIL, true, WEDNESDAY);
        check("K1", Purpose.MARKETING_EMAIL, State.GIVEN);
    }

    @Test
    void whoObjectedWithNumberAndAddressAgreesAgainWithTheAddressAlone() {
        facts.track(
                "K1",
                "2026-03-02T09:00:00Z",
                "Consent Withdrawn",
                purpose("marketing-email"),
                ANNA);
        consents.record(ANNA, entry(Purpose.MARKETING_EMAIL, true, MONDAY), "at-once");
        check("K1", Purpose.MARKETING_EMAIL, State.WITHDRAWN);

        consents.record(ANNA, entry(Purpose.MARKETING_EMAIL, true, TUESDAY), "later");
        check("K1", Purpose.MARKETING_EMAIL, State.GIVEN);
    }

    @Test
    void whoAgreesWithAPhoneThatOthersHaveAgreesForNobodyElse() {
        Identifier phone = Identifier.phone("030 5551234", "DE").orElseThrow();
        facts.identify("A1", "2026-03-01T10:00:00Z", "{}", phone);
        facts.identify("B2", "2026-03-01T11:00:00Z", "{}", phone);
        project();
        says("B2", Purpose.MARKETING_PHONE, true, MONDAY);
        check("B2", Purpose.MARKETING_PHONE, State.GIVEN);
        check("A1", Purpose.MARKETING_PHONE, State.NONE);

        facts.track("B2", "2026-03-03T10:00:00Z", "consent_withdrawn", "{}", phone);
        check("B2", Purpose.MARKETING_PHONE, State.WITHDRAWN);
        check("A1", Purpose.PROFILING, State.WITHDRAWN);
    }

    @Test
    void aRepetitionAnswersNoObjectionThatCameMeanwhile() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}", ANNA);
        project();
        Consents.Entry agreed = entry(Purpose.MARKETING_SMS, true, MONDAY);
        assertThat(consents.record(customer("K1"), agreed, "x")).isTrue();
        consents.record(ANNA, entry(Purpose.MARKETING_SMS, false, TUESDAY), "mail");
        project();

        assertThat(consents.record(customer("K1"), agreed, "x")).isTrue();
        check("K1", Purpose.MARKETING_SMS, State.WITHDRAWN);
        assertThat(consents.record(customer("K1"), entry(Purpose.PROFILING, true, MONDAY), "x"))
                .as("something else by the same number")
                .isFalse();
    }

    @Test
    void objectionsAreUnderstoodHoweverTheyAreSpelled() {
        int account = 0;
        for (String name :
                List.of(
                        "Email Unsubscribed",
                        "email_unsubscribed",
                        "email-unsubscribed",
                        "Email unsubscribed",
                        "NEWSLETTER_UNSUBSCRIBED",
                        "Unsubscribed")) {
            facts.track("S" + ++account, "2026-03-02T10:00:00Z", name, "{}");
            check("S" + account, Purpose.MARKETING_EMAIL, State.WITHDRAWN);
        }
        facts.track("S9", "2026-03-02T10:00:00Z", "Consent Withdrawn", purpose("statistics"));
        check("S9", Purpose.MARKETING_EMAIL, State.NONE);
    }

    @Test
    void sentTwiceItIsRecordedOnceWithItsProof() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}");
        project();
        Proof proof = new Proof("Ja, schreibt mir.", "/newsletter", null, "Ada");
        Consents.Entry entry =
                new Consents.Entry(Purpose.MARKETING_EMAIL, true, MONDAY.plusSeconds(1), proof);
        consents.record(customer("K1"), entry, "form-7");
        consents.record(customer("K1"), entry, "form-7");
        project();

        assertThat(consents.history(customer("K1")))
                .containsExactly(
                        new Statement(
                                Purpose.MARKETING_EMAIL,
                                true,
                                MONDAY.plusSeconds(1),
                                "Stammkunde",
                                proof));
    }

    @Test
    void whatIsSaidToBeInTheFutureIsSaidNow() {
        facts.identify("K1", "2026-03-01T10:00:00Z", "{}");
        project();
        Instant ahead = Instant.now().plusSeconds(9_000);
        says("K1", Purpose.TRACKING, true, ahead);
        project();

        assertThat(consents.history(customer("K1")))
                .singleElement()
                .extracting(Statement::saidAt)
                .matches(ahead::isAfter, "before it was to be said");
    }

    private void says(String account, Purpose purpose, boolean given, Instant at) {
        consents.record(customer(account), entry(purpose, given, at), "test-" + ++entries);
    }

    private static Consents.Entry entry(Purpose purpose, boolean given, Instant at) {
        return new Consents.Entry(purpose, given, at, new Proof(null, null, "said so", null));
    }

    private static String purpose(String code) {
        return "{\"purpose\":\"%s\"}".formatted(code);
    }

    /** As the page tells it, and as segments ask for it. */
    private void check(String account, Purpose purpose, State expected) {
        project();
        long customer = customer(account);
        Consent found =
                consents.of(customer).stream()
                        .filter(consent -> consent.purpose() == purpose)
                        .findFirst()
                        .orElseThrow();
        assertThat(found.state()).isEqualTo(expected);
        assertThat(found.because().isEmpty()).isEqualTo(expected == State.NONE);
        String query =
                ConsentQuery.standings(
                        "identity.shared_member",
                        """
                        join consent.shared_statement told
                            on told.identifier = member.identifier and told.purpose = :purpose
                        """);
        var standings =
                jdbc.sql("select given from (%s) each where customer = :customer".formatted(query))
                        .param("purpose", purpose.code())
                        .param("customer", customer)
                        .query(Boolean.class)
                        .list();
        assertThat(standings)
                .isEqualTo(expected == State.NONE ? List.of() : List.of(expected == State.GIVEN));
    }

    private void project() {
        projector.catchUp();
    }

    private long customer(String account) {
        return jdbc.sql(
                        """
                        select member.customer
                        from events.identifier identifier
                        join identity.member member on member.identifier = identifier.number
                        where identifier.value = :account
                        """)
                .param("account", account)
                .query(Long.class)
                .single();
    }
}
