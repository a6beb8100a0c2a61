// Package caldav keeps a plan's events on a calendar server (RFC 4791) and brings back what was changed there.
//
// A collection on the server is the calendar; each event is an object in it, named by its UID. State remembers what
// the server had after the last exchange, so that a change on either side is known from one on both. Nothing that
// somebody else changed is overwritten: it is a conflict, which the caller shows and decides.
package caldav

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"bfplanner/planner"
)

// Client speaks to one calendar collection.
type Client struct {
	URL      string // of the collection, "https://host/user/calendar/"
	User     string
	Password string
	HTTP     *http.Client // nil takes the program's own
	// Report, where it is set, hears how far Publish is, in events.
	Report func(done, total int)
}

// maxAnswer is how many bytes an answer may have.
const maxAnswer = 64 << 20

// object is what the server has: its path, the mark of its version, and its content.
type object struct {
	href, etag string
	data       []byte
}

// answer is a multistatus document (RFC 4918, section 13), as far as it is asked for here.
type answer struct {
	Responses []struct {
		Href  string `xml:"DAV: href"`
		Props []struct {
			Status string `xml:"DAV: status"`
			Prop   struct {
				ETag string `xml:"DAV: getetag"`
				Data string `xml:"urn:ietf:params:xml:ns:caldav calendar-data"`
				Type struct {
					Calendar *struct{} `xml:"urn:ietf:params:xml:ns:caldav calendar"`
				} `xml:"DAV: resourcetype"`
			} `xml:"DAV: prop"`
		} `xml:"DAV: propstat"`
	} `xml:"DAV: response"`
}

const (
	askType = `<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>`
	askAll  = `<?xml version="1.0" encoding="utf-8"?><C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">` +
		`<prop><getetag/><C:calendar-data/></prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>`
	makeCalendar = `<?xml version="1.0" encoding="utf-8"?><C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>%s</displayname></prop></set></C:mkcalendar>`
)

// Ensure makes the collection where the server has none of that address. An address that holds something other than a
// calendar is a Problem.
func (c *Client) Ensure(ctx context.Context, name string) error {
	status, body, err := c.do(ctx, "PROPFIND", "", []byte(askType), map[string]string{"Depth": "0"})
	if err != nil {
		return err
	}
	switch status {
	case http.StatusMultiStatus:
		var a answer
		if err := xml.Unmarshal(body, &a); err != nil {
			return c.problem("problem.caldav_answer", err)
		}
		for _, r := range a.Responses {
			for _, p := range r.Props {
				if p.Prop.Type.Calendar != nil {
					return nil
				}
			}
		}
		return c.problem("problem.caldav_not_calendar", nil)
	case http.StatusNotFound:
		var text bytes.Buffer
		if err := xml.EscapeText(&text, []byte(name)); err != nil {
			return err
		}
		status, _, err = c.do(ctx, "MKCALENDAR", "", fmt.Appendf(nil, makeCalendar, text.String()), nil)
		if err != nil {
			return err
		}
		if status == http.StatusCreated {
			return nil
		}
	}
	return c.refused(status)
}

// list returns every event object of the collection.
func (c *Client) list(ctx context.Context) ([]object, error) {
	status, body, err := c.do(ctx, "REPORT", "", []byte(askAll), map[string]string{"Depth": "1"})
	if err != nil {
		return nil, err
	}
	if status != http.StatusMultiStatus {
		return nil, c.refused(status)
	}
	var a answer
	if err := xml.Unmarshal(body, &a); err != nil {
		return nil, c.problem("problem.caldav_answer", err)
	}
	var list []object
	for _, r := range a.Responses {
		for _, p := range r.Props {
			if strings.Contains(p.Status, " 200 ") && p.Prop.ETag != "" {
				list = append(list, object{nameOf(r.Href), p.Prop.ETag, []byte(p.Prop.Data)})
			}
		}
	}
	return list, nil
}

// nameOf is the last part of an address on the server, by which objects of the collection are known.
func nameOf(href string) string {
	name := path.Base(strings.TrimSuffix(href, "/"))
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return name
}

// put writes an object; etag "" means that there must be none yet. It returns the mark of the version that it made, ""
// where the server does not tell, and whether the server took it, false where somebody was faster.
func (c *Client) put(ctx context.Context, name, etag string, data []byte) (made string, ok bool, err error) {
	head := map[string]string{"Content-Type": "text/calendar; charset=utf-8", "If-None-Match": "*"}
	if etag != "" {
		delete(head, "If-None-Match")
		head["If-Match"] = etag
	}
	r, err := c.send(ctx, http.MethodPut, name, data, head)
	ok, err = c.taken(r.status, nil, err)
	if strings.HasPrefix(r.etag, "W/") { // a weak mark is none to match with
		r.etag = ""
	}
	return r.etag, ok, err
}

// remove deletes an object of that version.
func (c *Client) remove(ctx context.Context, name, etag string) (bool, error) {
	return c.taken(c.do(ctx, http.MethodDelete, name, nil, map[string]string{"If-Match": etag}))
}

func (c *Client) taken(status int, _ []byte, err error) (bool, error) {
	switch {
	case err != nil:
		return false, err
	case status == http.StatusPreconditionFailed, status == http.StatusNotFound, status == http.StatusConflict:
		return false, nil
	case status/100 == 2:
		return true, nil
	}
	return false, c.refused(status)
}

// standard is the client of the program. It follows no redirection: the method of the request would be lost on the way,
// and the password would go to a server that the user did not name.
var standard = &http.Client{
	Timeout:       2 * time.Minute,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// keyOf returns the words for why a server could not be spoken to.
func keyOf(err error) string {
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	var slow net.Error
	switch {
	case errors.As(err, &certificate):
		return "problem.caldav_certificate"
	case errors.Is(err, http.ErrSchemeMismatch):
		return "problem.caldav_not_https"
	case errors.As(err, &name):
		return "problem.caldav_name"
	case errors.As(err, &slow) && slow.Timeout():
		return "problem.caldav_slow"
	}
	return "problem.caldav_unreachable"
}

// do sends one request and returns the status and the body of the answer.
func (c *Client) do(ctx context.Context, method, name string, body []byte, head map[string]string) (int, []byte, error) {
	r, err := c.send(ctx, method, name, body, head)
	return r.status, r.body, err
}

// reply is what a server answers.
type reply struct {
	status int
	etag   string
	body   []byte
}

// send sends one request to the collection, or to the object of that name in it.
func (c *Client) send(ctx context.Context, method, name string, body []byte, head map[string]string) (reply, error) {
	base, err := url.Parse(c.URL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return reply{}, planner.Problemf("problem.caldav_url", c.URL)
	}
	base.Path = strings.TrimSuffix(base.Path, "/") + "/"
	if name != "" {
		base = base.JoinPath(url.PathEscape(name))
	}
	q, err := http.NewRequestWithContext(ctx, method, base.String(), bytes.NewReader(body))
	if err != nil {
		return reply{}, planner.Problemf("problem.caldav_url", c.URL)
	}
	if len(body) > 0 {
		q.Header.Set("Content-Type", "application/xml; charset=utf-8")
	}
	for k, v := range head {
		q.Header.Set(k, v)
	}
	if c.User != "" {
		q.SetBasicAuth(c.User, c.Password)
	}
	client := c.HTTP
	if client == nil {
		client = standard
	}
	a, err := client.Do(q)
	if err != nil {
		if ctx.Err() != nil {
			return reply{}, ctx.Err()
		}
		return reply{}, c.problem(keyOf(err), err)
	}
	defer a.Body.Close()
	if to := a.Header.Get("Location"); to != "" && a.StatusCode/100 == 3 {
		return reply{}, c.problem("problem.caldav_moved", fmt.Errorf("status %d", a.StatusCode), to)
	}
	data, err := io.ReadAll(io.LimitReader(a.Body, maxAnswer+1))
	if err == nil && len(data) > maxAnswer {
		err = errors.New("the answer is too large")
	}
	if err != nil {
		return reply{}, c.problem("problem.caldav_answer", err)
	}
	return reply{a.StatusCode, a.Header.Get("ETag"), data}, nil
}

// problem names the server, never the password.
func (c *Client) problem(key string, cause error, more ...any) error {
	host := c.URL
	if u, err := url.Parse(c.URL); err == nil {
		host = u.Host
	}
	return &planner.Problem{Text: planner.T(key, append([]any{host}, more...)...), Cause: cause}
}

// refusals are the words for what servers answer, by status; any other is problem.caldav_status.
var refusals = map[int]string{
	http.StatusUnauthorized: "problem.caldav_denied", http.StatusForbidden: "problem.caldav_forbidden", http.StatusNotFound: "problem.caldav_missing",
	http.StatusConflict: "problem.caldav_missing", http.StatusMethodNotAllowed: "problem.caldav_not_calendar", http.StatusInsufficientStorage: "problem.caldav_full",
}

func (c *Client) refused(status int) error {
	return c.problem(cmp.Or(refusals[status], "problem.caldav_status"), fmt.Errorf("status %d", status), fmt.Sprint(status))
}
