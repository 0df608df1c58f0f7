package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Files of strangers are refused before anybody reads them. */
class StrangersUploadsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FILE = "Multipart/Form-Data; boundary=x";

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aStrangerMaySendFormsButNoFiles() throws Exception {
        assertThat(passes("/imports", FILE)).isFalse();
        assertThat(passes("/sign-in", FILE)).isFalse();
        assertThat(passes("/sign-in", FORM)).isTrue();
    }

    @Test
    void whoIsSignedInMaySendFiles() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(
                                "ada", null, java.util.List.of()));

        assertThat(passes("/imports", FILE)).isTrue();
    }

    private static boolean passes(String path, String contentType) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setContentType(contentType);
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        new StrangersUploads().doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(chain.getRequest() == null ? 403 : 200);
        return chain.getRequest() != null;
    }
}
