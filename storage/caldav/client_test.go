package caldav

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// key is the key of the first problem in an error, "" where it is none.
func key(err error) string {
	var p *planner.Problem
	if errors.As(err, &p) {
		return p.Key
	}
	return ""
}

// serve answers every request with a status and a body.
func serve(t *testing.T, status int, body string) *Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return &Client{URL: s.URL + "/a/", User: "u", Password: "secret"}
}

func TestAnswersThatHelpNobody(t *testing.T) {
	ctx := context.Background()
	for want, c := range map[string]*Client{
		"problem.caldav_status":      serve(t, 500, ""),
		"problem.caldav_denied":      serve(t, 401, ""),
		"problem.caldav_forbidden":   serve(t, 403, ""),
		"problem.caldav_full":        serve(t, 507, ""),
		"problem.caldav_answer":      serve(t, 207, "<not xml"),
		"problem.caldav_url":         {URL: "ftp://x/"},
		"problem.caldav_unreachable": {URL: "http://127.0.0.1:1/a/", Password: "secret"},
	} {
		_, err := c.Publish(ctx, export(plantest.Plan(t, 1)), State{}, nil)
		if key(err) != want {
			t.Errorf("%s: %v", want, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells the password: %v", err)
		}
		if err := c.Ensure(ctx, "x"); key(err) != want {
			t.Errorf("Ensure: %v, want %s", err, want)
		}
	}
	if _, err := (&Client{URL: "::"}).list(ctx); key(err) != "problem.caldav_url" {
		t.Errorf("error %v", err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := serve(t, 207, "").list(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestServersThatCannotBeSpokenTo(t *testing.T) {
	quiet := func(s *httptest.Server) *httptest.Server {
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		t.Cleanup(s.Close)
		return s
	}
	reached := false
	secure := quiet(httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true })))
	plain := quiet(httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, secure.URL+"/new/", http.StatusMovedPermanently)
	})))
	slow := quiet(httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(300 * time.Millisecond) })))
	for want, c := range map[string]*Client{
		"problem.caldav_certificate": {URL: secure.URL + "/a/"},
		"problem.caldav_moved":       {URL: plain.URL + "/a/"},
		"problem.caldav_not_https":   {URL: strings.Replace(plain.URL, "http:", "https:", 1) + "/a/"},
		"problem.caldav_slow":        {URL: slow.URL + "/a/", HTTP: &http.Client{Timeout: 50 * time.Millisecond}},
		"problem.caldav_name":        {URL: "http://no-such-host.invalid/a/"},
	} {
		if _, err := c.list(context.Background()); key(err) != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if reached {
		t.Error("a redirection was followed with the password")
	}
}

func TestObjectsThatCannotBeReadAreNamed(t *testing.T) {
	c := serve(t, 207, `<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/a/b%20c.ics</href><propstat><prop><getetag>"1"</getetag>`+
		`<C:calendar-data>nonsense</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`)
	_, err := c.Pull(context.Background(), plantest.Empty(t, "us-2024"), State{})
	list := planner.AsProblems(err)
	if len(list) != 1 || list[0].Key != "problem.ics_line" || list[0].File != "b c.ics" {
		t.Errorf("error %v", err)
	}
}

func TestNamesOfObjects(t *testing.T) {
	for href, want := range map[string]string{"/u/c/a%40b.ics": "a@b.ics", "http://x/u/c/d.ics": "d.ics", "/u/c/": "c"} {
		if got := nameOf(href); got != want {
			t.Errorf("%s is %s, want %s", href, got, want)
		}
	}
}
