package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOnlyLoopbackAddressesAreListenedOn(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.org:0", "localhost:0",
		"127.0.0.1"} {
		if l, err := listen(address); err == nil {
			_ = l.Close()
			t.Errorf("listens on %s", address)
		}
	}
	for _, address := range []string{"127.0.0.1:0", "127.1.2.3:0"} {
		l, err := listen(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		_ = l.Close()
	}
}

func TestOnlyRequestsThatNameThisMachineAreServed(t *testing.T) {
	served := sameMachine(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	for host, want := range map[string]int{
		"127.0.0.1:8080": http.StatusNoContent, "localhost:8080": http.StatusNoContent, "localhost": http.StatusNoContent,
		"127.0.0.1": http.StatusNoContent, "evil.example:8080": http.StatusMisdirectedRequest,
		"192.0.2.1:80": http.StatusMisdirectedRequest, "127.0.0.1.evil.example": http.StatusMisdirectedRequest, "": http.StatusMisdirectedRequest,
	} {
		r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
		r.Host = host
		if served.ServeHTTP(w, r); w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

// A page of another site may have the browser of whoever runs the preview send a request, but gets no answer for it.
func TestRequestsOfOtherSitesAreRefused(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- serve(ctx, listener,
			http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	}()
	address := "http://" + listener.Addr().String()
	for _, c := range []struct {
		method, header, value string
		want                  int
	}{
		{http.MethodPost, "Origin", "https://evil.example", http.StatusForbidden},
		{http.MethodPost, "Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		{http.MethodPost, "Origin", "http://127.0.0.1:1", http.StatusForbidden},
		{http.MethodPost, "Origin", "null", http.StatusForbidden},
		{http.MethodPost, "Origin", address, http.StatusNoContent},
		{http.MethodPost, "Sec-Fetch-Site", "same-origin", http.StatusNoContent},
		{http.MethodPost, "", "", http.StatusNoContent},
		{http.MethodGet, "Sec-Fetch-Site", "cross-site", http.StatusNoContent},
	} {
		r, err := http.NewRequest(c.method, address, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if _ = answer.Body.Close(); answer.StatusCode != c.want {
			t.Errorf("%s with %s %q: %d, want %d", c.method, c.header, c.value, answer.StatusCode, c.want)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeAnswersAsGrafanaDoes(t *testing.T) {
	served, err := (&sourceFlags{file: settings(t, "")}).openAll()
	if err != nil {
		t.Fatal(err)
	}
	defer served.close()
	for _, c := range []struct {
		query string
		want  int
		holds string
	}{
		{`{"refId":"A","measures":[{"id":"rows"}],"format":"number"}`, 200, `[[700]]`},
		{`{"refId":"A","datasource":{"uid":"log"},"measures":[{"id":"rows"}],"format":"number"}`, 200, `[[700]]`},
		{`{"refId":"A","datasource":{"uid":"unknown"},"measures":[{"id":"rows"}],"format":"number"}`, 404,
			`has the uid \"unknown\"`},
		{`{"refId":"A","datasource":{"uid":"log"},"measures":[{"id":"rows"}]},{"refId":"B","datasource":{"uid":"other"},"measures":[{"id":"rows"}]}`, 400, `\"other\" is another data source than \"log\"`},
		{`{"refId":"A","measures":[{"id":"rows"}],"format":"number"},{"refId":"B","measures":[{"id":"x"}]}`, 207,
			`[[700]]`},
		{``, 400, `{"message":"the request lacks queries; `},
	} {
		w := httptest.NewRecorder()
		body := `{"from":"2024-04-22T00:00:00Z","to":"2024-04-29T00:00:00Z","queries":[` + c.query + `]}`
		serveQuery(w, httptest.NewRequest(http.MethodPost, "/api/ds/query", bytes.NewBufferString(body)), served)
		text, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		if w.Code != c.want || !strings.Contains(string(text), c.holds) {
			t.Errorf("%s: %d %s, want %d with %s", c.query, w.Code, text, c.want, c.holds)
		}
	}
}

func TestServeAnswersAlertRulesWhereTheHeaderSaysSo(t *testing.T) {
	served, err := (&sourceFlags{file: settings(t, "")}).openAll()
	if err != nil {
		t.Fatal(err)
	}
	defer served.close()
	for value, want := range map[string]int{"true": http.StatusMultiStatus, "": http.StatusOK} {
		r, w := httptest.NewRequest(http.MethodPost, "/api/ds/query", strings.NewReader(
			`{"from":"2024-04-22T00:00:00Z","to":"2024-04-29T00:00:00Z","queries":[{"refId":"A","measures":[{"id":"rows"}],"format":"table"}]}`)), httptest.NewRecorder()
		r.Header.Set("FromAlert", value)
		if serveQuery(w, r, served); w.Code != want {
			t.Errorf("FromAlert %q: %d, want %d, as alert rules are served no tables", value, w.Code, want)
		}
	}
}
