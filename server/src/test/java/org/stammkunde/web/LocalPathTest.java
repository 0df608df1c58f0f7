package org.stammkunde.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalPathTest {

    @Test
    void onlyPathsOnThisServerAreFollowed() {
        check("/customers?q=a%20b", "/customers?q=a%20b");
        check("/", "/");
        check("", "/");
        check("https://elsewhere.example/", "/");
        check("//elsewhere.example/", "/");
        check("/\\elsewhere.example", "/");
        check("customers", "/");
        check("/a\r\nSet-Cookie: b=c", "/");
        check("javascript:alert(1)", "/");
    }

    private static void check(String asked, String followed) {
        assertThat(LocalPath.of(asked).value()).isEqualTo(followed);
    }
}
