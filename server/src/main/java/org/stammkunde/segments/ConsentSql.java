package org.stammkunde.segments;

import java.time.ZoneOffset;
import java.util.List;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.ConsentQuery;
import org.stammkunde.consent.Purpose;
import org.stammkunde.segments.QuestionSql.Answer;

/** The SQL of questions about consent; of a day gone by what was said until its end counts. */
final class ConsentSql {

    private final Compiler compiler;
    private final Moment moment;

    ConsentSql(Compiler compiler) {
        this.compiler = compiler;
        moment = compiler.moment();
    }

    Answer stands(Purpose purpose, State asked) {
        String facts = compiler.relation(List.of("consent", purpose), () -> consentQuery(purpose));
        String state =
                "case when %1$s.customer is null then '%2$s' when %1$s.given then '%3$s' else '%4$s' end"
                        .formatted(
                                facts,
                                State.NONE.code(),
                                State.GIVEN.code(),
                                State.WITHDRAWN.code());
        return new Answer(
                "(%s) = %s".formatted(state, compiler.value(asked.code())), List.of(), state);
    }

    private String consentQuery(Purpose purpose) {
        String which =
                "purpose = "
                        + compiler.value(purpose.code())
                        + (moment.isPast()
                                ? " and said_at < "
                                        + compiler.value(moment.end().atOffset(ZoneOffset.UTC))
                                : "");
        String said =
                switch (compiler.scope()) {
                    case SOME ->
                            """
                            cross join lateral (
                                select * from consent.shared_statement
                                where identifier = member.identifier and %s
                                offset 0) told\
                            """;
                    case EVERYBODY ->
                            """
                            join (select * from consent.shared_statement where %s) told
                                on told.identifier = member.identifier\
                            """;
                };
        return ConsentQuery.standings(compiler.scope().members(), said.formatted(which));
    }
}
