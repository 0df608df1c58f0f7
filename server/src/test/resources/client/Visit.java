import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.CustomerListApi;
import org.openapitools.client.api.CustomersApi;
import org.openapitools.client.api.ImportsApi;
import org.openapitools.client.api.ScoreApi;
import org.openapitools.client.api.SegmentsApi;
import org.openapitools.client.api.SourcesApi;
import org.openapitools.client.model.ApiListCustomerSummary;
import org.openapitools.client.model.MembershipDocument;
import org.openapitools.client.model.NewSource;
import org.openapitools.client.model.RulesChange;
import org.openapitools.client.model.RulesVersion;
import org.openapitools.client.model.SegmentDocument;
import org.openapitools.client.model.SegmentDraftDocument;
import org.openapitools.client.model.TagChange;

/** What somebody does with a client that a generator made. */
public final class Visit {

    private static final int PAGE = 20;

    private final ApiClient client = new ApiClient();
    private final Map<String, String> seen = new LinkedHashMap<>();

    private Visit(String server, String key) {
        client.updateBaseUri(server);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    }

    /** Looks around, changes this and that, and tells what came out. */
    public static Map<String, String> visit(String server, String key) throws Exception {
        Visit visit = new Visit(server, key);
        long first = visit.look();
        visit.changeRules(new ScoreApi(visit.client));
        visit.makeSegment(new SegmentsApi(visit.client));
        visit.writeThisAndThat(first);
        return visit.seen;
    }

    private long look() throws ApiException {
        CustomersApi customers = new CustomersApi(client);
        ListCustomers list = cursor -> list(customers, cursor);
        ApiListCustomerSummary part = list.part(null);
        long first = part.getData().get(0).getId();
        int count = part.getData().size();
        while (part.getNext() != null) {
            part = list.part(part.getNext());
            count += part.getData().size();
        }
        seen.put("customers", String.valueOf(count));
        seen.put("found", customers.getCustomer(first).getName());
        seen.put(
                "points",
                new ScoreApi(client)
                        .getScore(first, null)
                        .getPoints()
                        .stripTrailingZeros()
                        .toPlainString());
        MembershipDocument loyal =
                new SegmentsApi(client).listMemberships(first).getData().get(0);
        seen.put("loyal", loyal.getSegment() + " " + loyal.getMember());
        return first;
    }

    private interface ListCustomers {
        ApiListCustomerSummary part(String cursor) throws ApiException;
    }

    /** The best first; all the filters that there are stay open. */
    private static ApiListCustomerSummary list(CustomersApi customers, String cursor)
            throws ApiException {
        return customers.listCustomers(
                PAGE, cursor, "Muster", "revenue", null, null, null, null, null, null, null, null,
                null, null, null, null);
    }

    private void changeRules(ScoreApi score) throws ApiException {
        ApiResponse<RulesVersion> current = score.getRulesWithHttpInfo();
        String tag = tag(current);
        BigDecimal threshold = current.getData().getRules().getThreshold();
        RulesChange change =
                new RulesChange()
                        .reason("stricter")
                        .rules(current.getData().getRules().threshold(new BigDecimal(120)));
        ApiResponse<RulesVersion> changed = score.putRulesWithHttpInfo(tag, change, "mine-1");
        RulesVersion again = score.putRules(tag, change, "mine-1");
        seen.put("threshold", changed.getData().getRules().getThreshold().toPlainString());
        seen.put("twice", changed.getData().equals(again) ? "the same" : "something else");
        try {
            score.putRules(tag, change, "mine-2");
        } catch (ApiException refused) {
            String code =
                    refused.getResponseBody().replaceFirst("(?s).*\"code\":\"([^\"]+)\".*", "$1");
            seen.put("outdated", refused.getCode() + " " + code);
        }
        change.getRules().setThreshold(threshold);
        RulesVersion back = score.putRules(tag(changed), change, "mine-3");
        seen.put("back", back.getRules().getThreshold().toPlainString());
    }

    private static String tag(ApiResponse<?> response) {
        return response.getHeaders().get("etag").get(0);
    }

    private void makeSegment(SegmentsApi segments) throws ApiException {
        SegmentDraftDocument draft =
                new SegmentDraftDocument()
                        .title("Vom Programm")
                        .condition(Map.of("orders", "count", "number", Map.of("atLeast", 1)));
        ApiResponse<SegmentDocument> made = segments.createSegmentWithHttpInfo(draft, "segment-1");
        String key = made.getData().getKey();
        int members = segments.listMembers(key, null, null).getData().size();
        seen.put("segment", key + " " + members);
        segments.removeSegment(key, tag(made), "segment-2");
    }

    private void writeThisAndThat(long first) throws Exception {
        TagChange tag = new TagChange().tag("Besucht").customers(List.of(first));
        seen.put(
                "tagged",
                String.valueOf(
                        new CustomerListApi(client).tagCustomers(tag, "tag-1").getCustomers()));
        NewSource till = new NewSource().name("till");
        seen.put("source", new SourcesApi(client).addSource(till, "once").getName());
        File file = Files.createTempFile("visit", ".csv").toFile();
        Files.writeString(file.toPath(), "Beleg;Datum;Kunde;Preis\n1;03.04.2026;K1;9,90\n");
        ImportsApi imports = new ImportsApi(client);
        seen.put("import", imports.handInFile("visit.csv", file, "file-1").getState());
        file.delete();
    }
}
