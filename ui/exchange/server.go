package exchange

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Server is a calendar on a server, and who the user is there.
type Server struct {
	URL      string // of the calendar itself
	User     string
	Password string
	Remember bool // the password stays in the library of this computer
}

// Talk is what an exchange with a calendar server came to.
type Talk struct {
	Written, Deleted, Same int
	State                  string // of the server after it, as it is kept until the next exchange
	// Offer is what the user is to decide, without Changes for nothing.
	Offer Offer
	// Settle returns the state once the chosen changes were taken; before and after are the plan without and with them.
	Settle func(before, after *planner.Plan, chosen []int) string
	// Ours returns what the plan is to win where the other changes were not chosen: the versions that were seen on the
	// server, by the IDs of the events.
	Ours func(chosen []int) map[string]string
}

// ServerDeps is what the form needs from outside.
type ServerDeps struct {
	Window fyne.Window
	Server Server
	Last   string // when the plan was last published there, in words; "" for never
	// Publish and Pull begin the work that the form was filled in for; the form is gone then.
	Publish, Pull func(Server)
}

// ServerForm is the form of a calendar server.
type ServerForm struct {
	words               *words.Words
	deps                ServerDeps
	url, user, password *widget.Entry
	remember            *widget.Check
	plain               *widget.Label // a warning where the password would be sent for all to read
	wrong               *widget.Label
	root                fyne.CanvasObject
}

// NewServerForm makes the form.
func NewServerForm(w *words.Words, deps ServerDeps) *ServerForm {
	f := &ServerForm{words: w, deps: deps, url: widget.NewEntry(), user: widget.NewEntry(), password: widget.NewPasswordEntry(), plain: kit.ErrorText(), wrong: kit.ErrorText()}
	f.url.SetPlaceHolder("https://")
	f.url.OnChanged = func(string) { f.warn() }
	f.remember = widget.NewCheck(w.T("paper.server.remember"), nil)
	f.url.SetText(deps.Server.URL)
	f.user.SetText(deps.Server.User)
	f.password.SetText(deps.Server.Password)
	f.remember.SetChecked(deps.Server.Remember)
	body := container.NewVBox(
		kit.Row(w.T("paper.server.url"), f.url), kit.Note(w.T("paper.server.url_note")), f.plain,
		kit.Row(w.T("paper.server.user"), f.user), kit.Row(w.T("paper.server.password"), f.password),
		kit.Row("", f.remember), kit.Note(w.T("paper.server.remember_note")), kit.Note(w.T("paper.server.how")))
	if deps.Last != "" {
		body.Add(kit.Note(w.T("paper.server.last", deps.Last)))
	}
	body.Add(f.wrong)
	f.root = body
	f.warn()
	return f
}

// warn says that a password over http:// can be read on the way.
func (f *ServerForm) warn() {
	text := ""
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(f.url.Text)), "http://") {
		text = f.words.T("paper.server.plain")
	}
	kit.Say(f.plain, text)
}

// Value returns what the form says.
func (f *ServerForm) Value() Server {
	return Server{strings.TrimSpace(f.url.Text), strings.TrimSpace(f.user.Text), f.password.Text, f.remember.Checked}
}

// Object returns what the dialog shows.
func (f *ServerForm) Object() fyne.CanvasObject { return f.root }

// ShowServer opens the form over the window.
func ShowServer(w *words.Words, deps ServerDeps) *ServerForm {
	f := NewServerForm(w, deps)
	var d *kit.Dialog
	begin := func(work func(Server)) func() {
		return func() {
			v := f.Value()
			if v.URL == "" {
				kit.Say(f.wrong, w.T("paper.server.no_url"))
				return
			}
			d.Hide()
			work(v)
		}
	}
	d = kit.Open(deps.Window, w.T("paper.server.title"), kit.Sized(560, 0, f.Object()), kit.NewButton(w.T("ui.cancel"), func() { d.Hide() }),
		kit.NewButton(w.T("paper.server.pull"), begin(deps.Pull)), kit.NewPrimary(w.T("paper.server.publish"), begin(deps.Publish)))
	return f
}
