package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.MovableClock;
import org.stammkunde.database.TestDatabase;

class OwnerLinksTest {

    private final MovableClock clock = new MovableClock();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
    private final OwnerLinks links = new OwnerLinks(jdbc, clock);

    @Test
    void aLinkWorksOnce() {
        Token token = token(links.create());

        assertThat(links.isOpen(token)).isTrue();
        assertThat(links.use(token)).isTrue();
        assertThat(links.isOpen(token)).isFalse();
        assertThat(links.use(token)).isFalse();
    }

    @Test
    void aLinkWorksForADay() {
        Token token = token(links.create());

        clock.advance(OwnerLinks.VALID.minusSeconds(1));
        assertThat(links.isOpen(token)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.isOpen(token)).isFalse();
        assertThat(links.use(token)).isFalse();
    }

    @Test
    void aNewLinkReplacesTheFormer() {
        Token former = token(links.create());
        Token latter = token(links.create());

        assertThat(links.use(former)).isFalse();
        assertThat(links.use(latter)).isTrue();
    }

    @Test
    void theDatabaseDoesNotHoldTheSecret() {
        Token token = token(links.create());

        String stored =
                jdbc.sql("select encode(token_hash, 'escape') from security.owner_link")
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain(token.value());
        assertThat(token.toString()).doesNotContain(token.value());
    }

    private static Token token(OwnerLinks.OwnerLink link) {
        return new Token(link.path().substring("/set-up/".length()));
    }
}
