package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// machine is a made-up machine: what it has, and what was done to it.
type machine struct {
	programs map[string]bool
	files    map[string]bool
	headers  map[string]bool
	modules  map[string]bool
	env      map[string]string
	sudo     bool // sudo works without a password
	installs bool // installing a need's packages brings the need
	deaf     bool // every run fails
	ran      []string
	out      bytes.Buffer
}

// bare returns a Linux machine with nothing but Go and the given programs.
func bare(programs ...string) *machine {
	m := &machine{programs: map[string]bool{"go": true}, files: map[string]bool{}, headers: map[string]bool{}, modules: map[string]bool{}, env: map[string]string{}}
	for _, p := range programs {
		m.programs[p] = true
	}
	return m
}

// host returns the machine as the verbs see it.
func (m *machine) host() *host {
	return &host{
		goos: "linux", out: &m.out, errOut: &m.out,
		getenv: func(key string) string { return m.env[key] },
		look:   func(p string) bool { return m.programs[p] },
		exists: func(path string) bool { return m.files[path] },
		run: func(_ context.Context, c command) error {
			m.ran = append(m.ran, c.String())
			if m.deaf {
				return errors.New("refused")
			}
			if m.installs && (strings.Contains(c.String(), " install ") || strings.Contains(c.String(), " -S ")) {
				m.install(c.args)
			}
			return nil
		},
		capture: func(_ context.Context, c command) (string, error) { return m.answer(c) },
	}
}

// install brings what the packages named in args bring.
func (m *machine) install(args []string) {
	for _, n := range linuxNeeds {
		for _, list := range n.packages {
			if !slices.Contains(args, strings.Fields(list)[0]) {
				continue
			}
			for _, p := range n.programs {
				m.programs[strings.Replace(p, cCompiler, "gcc", 1)] = true
			}
			for _, f := range n.files {
				m.files[f] = true
			}
			m.headers[n.header], m.modules[n.module] = true, true
		}
	}
}

// answer plays the few programs that dev asks.
func (m *machine) answer(c command) (string, error) {
	switch c.args[0] {
	case "go":
		if cc := m.env["CC"]; cc != "" {
			return cc + "\n", nil
		}
		return "gcc\n", nil
	case "sudo":
		if m.sudo {
			return "", nil
		}
		return "", errors.New("a password is required")
	case "pkg-config":
		if m.modules[c.args[2]] {
			return "", nil
		}
		return "", errors.New("no such module")
	}
	var out strings.Builder // the preprocessor
	keep := false
	for _, line := range strings.Split(c.stdin, "\n") {
		if header, found := strings.CutPrefix(line, "#if __has_include(<"); found {
			keep = m.headers[strings.TrimSuffix(header, ">)")]
		} else if keep && !strings.HasPrefix(line, "#") {
			out.WriteString(line + "\n")
		}
	}
	return out.String(), nil
}

const aptLine = "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "

func TestSetupOfABareMachine(t *testing.T) {
	const build = "ca-certificates gcc libc6-dev pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev"
	for _, tc := range []struct {
		name      string
		manager   string
		superuser bool
		sudo      bool
		person    bool
		upTo      level
		want      []string // what was run
		code      int
		says      string
	}{
		{name: "apt as root", manager: "apt-get", superuser: true,
			want: []string{aptLine + "update", aptLine + "install -y --no-install-recommends " + build}},
		{name: "apt as root, for the tests", manager: "apt-get", superuser: true, upTo: forTests,
			want: []string{aptLine + "update", aptLine + "install -y --no-install-recommends " + build + " xvfb xauth openbox xdotool poppler-utils radicale cups-daemon cups-client"}},
		{name: "apt as root, for all tests", manager: "apt-get", superuser: true, upTo: forAll,
			want: []string{aptLine + "update", aptLine + "install -y --no-install-recommends " + build + " xvfb xauth openbox xdotool poppler-utils radicale cups-daemon cups-client nodejs npm libreoffice-calc-nogui"}},
		{name: "apt by sudo", manager: "apt-get", sudo: true,
			want: []string{"sudo -n " + aptLine + "update", "sudo -n " + aptLine + "install -y --no-install-recommends " + build}},
		{name: "apt by sudo with a password", manager: "apt-get", person: true,
			want: []string{"sudo " + aptLine + "update", "sudo " + aptLine + "install -y --no-install-recommends " + build}},
		{name: "apt without a way to root", manager: "apt-get", code: 2,
			says: "sudo " + aptLine + "update && sudo " + aptLine + "install -y --no-install-recommends " + build},
		{name: "dnf as root", manager: "dnf", superuser: true,
			want: []string{"dnf install -y --setopt=install_weak_deps=False ca-certificates gcc glibc-devel pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel"}},
		{name: "pacman as root", manager: "pacman", superuser: true,
			want: []string{"pacman -Sy --noconfirm", "pacman -S --needed --noconfirm ca-certificates gcc glibc pkgconf libglvnd mesa libx11 libxcursor libxrandr libxinerama libxi libxxf86vm"}},
		{name: "no manager", manager: "zypper", superuser: true, code: 2, says: "Neither apt-get nor dnf nor pacman"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := bare(tc.manager, "sudo")
			m.sudo, m.installs = tc.sudo, true
			h := m.host()
			h.superuser, h.interactive = tc.superuser, tc.person
			err := setup(context.Background(), h, tc.upTo, false)
			if got := exitCode(err); got != tc.code {
				t.Fatalf("exit code %d (%v), want %d", got, err, tc.code)
			}
			if !slices.Equal(m.ran, tc.want) {
				t.Errorf("ran\n  %s\nwant\n  %s", strings.Join(m.ran, "\n  "), strings.Join(tc.want, "\n  "))
			}
			if tc.says != "" && !strings.Contains(err.Error(), tc.says) {
				t.Errorf("says %q, want %q in it", err, tc.says)
			}
		})
	}
}

func TestSetupLeavesAReadyMachineAlone(t *testing.T) {
	m := bare("apt-get")
	m.installs = true
	h := m.host()
	h.superuser = true
	if err := setup(context.Background(), h, forTests, false); err != nil {
		t.Fatal(err)
	}
	m.ran = nil
	if err := setup(context.Background(), h, forTests, false); err != nil {
		t.Fatal(err)
	}
	if len(m.ran) > 0 {
		t.Errorf("a machine that has all is changed: %q", m.ran)
	}
}

func TestSetupInstallsOnlyWhatIsMissing(t *testing.T) {
	m := bare("apt-get")
	m.installs = true
	h := m.host()
	h.superuser = true
	if err := setup(context.Background(), h, forBuild, false); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		lose func()
		want string
	}{
		{"a header", func() { delete(m.headers, "X11/extensions/Xrandr.h") }, "libxrandr-dev"},
		{"what pkg-config says", func() { delete(m.modules, "gl") }, "libgl1-mesa-dev"},
		{"a program", func() { delete(m.programs, "pkg-config") }, "pkg-config"},
		{"certificates", func() { clear(m.files) }, "ca-certificates"},
		{"the C library", func() { delete(m.headers, "stdlib.h") }, "libc6-dev"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m.ran = nil
			tc.lose()
			if err := setup(context.Background(), h, forBuild, false); err != nil {
				t.Fatal(err)
			}
			if len(m.ran) != 2 || !strings.Contains(m.ran[1]+" ", " "+tc.want+" ") {
				t.Errorf("ran %q, want an install of %s", m.ran, tc.want)
			}
		})
	}
}

func TestSetupFollowsTheCompilerOfGo(t *testing.T) {
	m := bare("apt-get", "gcc")
	m.env["CC"] = "clang -m64"
	if got := names(missing(context.Background(), m.host(), linuxNeeds[1:2])); got != "C compiler" {
		t.Errorf("missing %q though Go would call clang, which is not here", got)
	}
	m.programs["clang"] = true
	if got := missing(context.Background(), m.host(), linuxNeeds[1:2]); len(got) > 0 {
		t.Errorf("missing %q though clang is here", names(got))
	}
}

func TestSetupThatFails(t *testing.T) {
	t.Run("the install ends badly", func(t *testing.T) {
		m := bare("apt-get")
		m.deaf = true
		h := m.host()
		h.superuser = true
		err := setup(context.Background(), h, forBuild, false)
		if exitCode(err) != 2 || !strings.Contains(err.Error(), "install by hand: "+aptLine) {
			t.Errorf("got %v, want the line to type and exit code 2", err)
		}
		if len(m.ran) != 2 {
			t.Errorf("ran %q: lists that cannot be refreshed must not keep it from trying", m.ran)
		}
	})
	t.Run("the install brings nothing", func(t *testing.T) {
		m := bare("apt-get")
		h := m.host()
		h.superuser = true
		err := setup(context.Background(), h, forBuild, false)
		if exitCode(err) != 2 || !strings.Contains(err.Error(), "yet missing: certificates") {
			t.Errorf("got %v, want what is still missing and exit code 2", err)
		}
	})
	t.Run("dry", func(t *testing.T) {
		m := bare("apt-get")
		if err := setup(context.Background(), m.host(), forBuild, true); err != nil {
			t.Fatal(err)
		}
		if len(m.ran) > 0 || !strings.Contains(m.out.String(), "would run: sudo "+aptLine) {
			t.Errorf("ran %q and said %q", m.ran, &m.out)
		}
	})
}

func TestSetupElsewhere(t *testing.T) {
	for goos, line := range map[string]string{
		"darwin": "xcode-select --install", "windows": "winget install --exact --id BrechtSanders.WinLibs.POSIX.UCRT",
	} {
		t.Run(goos, func(t *testing.T) {
			m := bare()
			h := m.host()
			h.goos = goos
			err := setup(context.Background(), h, forTests, false)
			if exitCode(err) != 2 || !strings.Contains(err.Error(), line) {
				t.Errorf("got %v, want %q and exit code 2", err, line)
			}
			if !strings.Contains(m.out.String(), "real-window test needs Linux") {
				t.Errorf("said %q, want that the real-window test is skipped", &m.out)
			}
			m.programs["gcc"] = true
			if err := setup(context.Background(), h, forTests, false); err != nil || len(m.ran) > 0 {
				t.Errorf("with a compiler: %v, ran %q", err, m.ran)
			}
		})
	}
}

func TestEveryNeedHasAProbeAndAPackage(t *testing.T) {
	for _, n := range linuxNeeds {
		if len(n.programs)+len(n.files) == 0 && n.header == "" {
			t.Errorf("%s: nothing to probe", n.name)
		}
		for _, m := range managers {
			if n.packages[m.program] == "" {
				t.Errorf("%s: no package for %s", n.name, m.program)
			}
		}
	}
}

// TestProbesOnThisMachine asks the real preprocessor, so that the made-up one above cannot hide a wrong question.
func TestProbesOnThisMachine(t *testing.T) {
	h, err := thisHost()
	if err != nil {
		t.Fatal(err)
	}
	if cc := compiler(t.Context(), h); !h.look(cc) {
		t.Skipf("needs the C compiler %s", cc)
	}
	probes := []need{{name: "there", header: "stdlib.h"}, {name: "not there", header: "no/such/header.h"}}
	if got := names(missing(t.Context(), h, probes)); got != "not there" {
		t.Errorf("missing %q, want the header that does not exist alone", got)
	}
}
