package org.stammkunde.score.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/** The pages of the score's settings; every test begins with the ready-made rules in force. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=score-settings")
class ScoreSettingsTest {

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private ScoreRules rules;

    private Browser browser;

    @BeforeEach
    void readyMadeRulesAndThreeCustomers() {
        browser = SignedInBrowser.of(port, "de", links);
        rules.change(Rules.READY_MADE, "test", "as at the beginning");
        new Facts(log, projector, sources)
                .identify("much", "2026-01-05T10:00:00Z", "{\"name\":\"Viel Treu\"}")
                .order("much", "B-1", "2026-01-06T10:00:00Z", "950.00", "Käse")
                .identify("nearly", "2026-01-05T10:00:00Z", "{\"name\":\"Fast Treu\"}")
                .order("nearly", "B-2", "2026-01-06T10:00:00Z", "850.00", "Käse")
                .identify("little", "2026-01-05T10:00:00Z", "{\"name\":\"Wenig Treu\"}")
                .project();
    }

    @Test
    void theFormShowsWhatHolds() {
        String page = browser.open("/score").body();

        assertThat(page).contains("Was Treue wert ist", "Klick in einer E-Mail");
        assertThat(page).contains("name=\"threshold\" value=\"100\"");
        assertThat(page).contains("name=\"site-visit.value\" value=\"0,5\"");
        assertThat(page).contains("name=\"halfLifeDays\" value=\"\"");
    }

    @Test
    void thePreviewSaysWhoWouldComeAndGoAndChangesNothing() {
        RuleVersion before = rules.current();

        String lower = preview(Map.of("threshold", "90")).body();
        assertThat(lower)
                .contains("Fast Treu", "95 → 95", "Schwelle: 100 → 90", "Genau gezählt: 3");
        assertThat(lower).contains("kommen hinzu").doesNotContain("fallen heraus</h3>");
        assertThat(lower).contains("über 80 bis 90", "0 oder weniger");

        String dearer = preview(Map.of("store-order.value", "4,5")).body();
        assertThat(dearer)
                .contains("Viel Treu", "105 → 99,5", "Einkauf im Geschäft: Punkte je Mal");

        assertThat(rules.current()).isEqualTo(before);
    }

    @Test
    void aPreviewOfWhatCannotBeReadSaysWhere() {
        assertThat(preview(Map.of("threshold", "viel", "mail-click.perDay", "-1")).body())
                .contains("Schwelle: „viel“ ist keine Zahl.")
                .contains("Klick in einer E-Mail: höchstens am Tag: „-1“ geht nicht");
    }

    @Test
    void aSavedChangeHoldsAndIsTakenBackByOneClick() {
        int version = rules.current().version();

        HttpResponse<String> saved = save(Map.of("threshold", "90"), "Mehr sollen treu sein");

        assertThat(saved.statusCode()).isEqualTo(303);
        RuleVersion changed = rules.current();
        assertThat(changed.version()).isEqualTo(version + 1);
        assertThat(changed.author()).isEqualTo("Ada Lindner");
        assertThat(changed.reason()).isEqualTo("Mehr sollen treu sein");
        String page = browser.open(location(saved)).body();
        assertThat(page).contains("Version " + changed.version() + " gilt", "Rückgängig machen");

        HttpResponse<String> undone = restore(version, changed.version());
        assertThat(undone.statusCode()).isEqualTo(303);
        assertThat(rules.current().rules()).isEqualTo(Rules.READY_MADE);
        assertThat(rules.current().version()).isEqualTo(version + 2);
        assertThat(rules.current().reason()).startsWith("Zurück zu: ");
    }

    @Test
    void wrongFieldsAreNamedAndNothingIsSaved() {
        RuleVersion before = rules.current();

        HttpResponse<String> answer =
                save(Map.of("threshold", "0", "halfLifeDays", "12,5"), "Versuch");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Erlaubt sind 1 bis 1.000.000", "Erlaubt sind 30 bis 3.650 ganze Tage")
                .contains("value=\"12,5\"", "2 Felder brauchen");
        assertThat(rules.current()).isEqualTo(before);
    }

    @Test
    void aChangeNeedsAReason() {
        HttpResponse<String> answer = save(Map.of("threshold", "90"), "  ");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Bitte begründen Sie");
    }

    @Test
    void whoeverIsSlowerIsToldAndLosesNothing() {
        Map<String, String> mine = form(Map.of("mail-click.value", "3"));
        rules.change(Rules.READY_MADE.withThreshold(ActivityPoints.of("120")), "Ben", "strenger");
        mine.put("reason", "Klicks sind mehr wert");

        HttpResponse<String> refused = browser.submit("/score", "/score", mine);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Ben war schneller", "strenger", "Schwelle: 100 → 120")
                .contains("name=\"mail-click.value\" value=\"3\"")
                .contains("name=\"threshold\" value=\"120\"")
                .contains("Klicks sind mehr wert");

        mine.put("threshold", "120");
        mine.put("seen", String.valueOf(rules.current().version()));
        assertThat(browser.submit("/score", "/score", mine).statusCode()).isEqualTo(303);
        assertThat(rules.current().rules().threshold().toDecimal())
                .isEqualByComparingTo(BigDecimal.valueOf(120));
        assertThat(rules.current().rules().of(Activity.MAIL_CLICK).value().toDecimal())
                .isEqualByComparingTo(BigDecimal.valueOf(3));
    }

    @Test
    void whoeverMendsAMistakeIsStillToldOfAChangeMeanwhile() {
        int seen = rules.current().version();
        rules.change(Rules.READY_MADE.withThreshold(ActivityPoints.of("120")), "Ben", "strenger");
        Map<String, String> mine = form(Map.of("threshold", "viel"));
        mine.put("seen", String.valueOf(seen));
        mine.put("reason", "Versuch");

        assertThat(browser.submit("/score", "/score", mine).body())
                .contains("name=\"seen\" value=\"" + seen + "\"");
        mine.put("threshold", "90");
        assertThat(browser.submit("/score", "/score", mine).statusCode()).isEqualTo(409);
    }

    @Test
    void savingWhatHoldsAlreadySaysSo() {
        HttpResponse<String> answer = save(Map.of(), "nichts");

        assertThat(browser.open(location(answer)).body()).contains("Es wurde nichts geändert");
    }

    @Test
    void versionsTellWhoChangedWhatAndWhyAndCanBeCompared() {
        int before = rules.current().version();
        save(Map.of("review.value", "12"), "Bewertungen sind uns mehr wert");

        String versions = browser.open("/score/versions").body();
        assertThat(versions)
                .contains("Bewertungen sind uns mehr wert", "Ada Lindner")
                .contains("Bewertung geschrieben: Punkte je Mal: 8 → 12", "Mitgelieferte Werte");

        String compared = browser.open("/score/versions/compare?from=" + before).body();
        assertThat(compared).contains("Bewertung geschrieben: Punkte je Mal").contains(">12<");

        String former = browser.open("/score?from=" + before).body();
        assertThat(former).contains("gilt noch nicht", "name=\"review.value\" value=\"8\"");
        assertThat(browser.open("/score?from=4711").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> preview(Map<String, String> changes) {
        return browser.submit("/score", "/score/preview", form(changes));
    }

    private HttpResponse<String> save(Map<String, String> changes, String reason) {
        Map<String, String> fields = form(changes);
        fields.put("reason", reason);
        return browser.submit("/score", "/score", fields);
    }

    private HttpResponse<String> restore(int version, int seen) {
        return browser.submit(
                "/score",
                "/score/restore",
                Map.of("version", String.valueOf(version), "seen", String.valueOf(seen)));
    }

    private Map<String, String> form(Map<String, String> changes) {
        RuleVersion current = rules.current();
        Map<String, String> fields =
                new HashMap<>(RulesForm.of(current.rules(), Locale.GERMANY).texts());
        fields.putAll(changes);
        fields.put("seen", String.valueOf(current.version()));
        return fields;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
