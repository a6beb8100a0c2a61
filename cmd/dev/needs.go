package main

// level says which verbs need a thing.
type level int

const (
	forBuild level = iota // to compile and open the planner
	forTests              // to run every check of dev test
	forAll                // to run those of dev test --all
)

// need is one thing that the machine must have. It is there when every probe that is set succeeds.
type need struct {
	name     string
	level    level
	programs []string // one of these is on the PATH
	files    []string // one of these exists
	header   string   // the C compiler finds it
	module   string   // pkg-config knows it
	packages map[string]string
}

// pkgs names the packages of a need for each manager of the managers table.
func pkgs(apt, dnf, pacman string) map[string]string {
	return map[string]string{"apt-get": apt, "dnf": dnf, "pacman": pacman}
}

// cCompiler stands in a need's programs for the compiler that Go would call, which the environment can change.
const cCompiler = "$CC"

// linuxNeeds is what a Linux machine needs. The headers and libraries are those that the window library links on X11.
var linuxNeeds = []need{
	{name: "certificates for downloads", files: []string{ // where crypto/x509 looks for them
		"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
		"/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
	}, packages: pkgs("ca-certificates", "ca-certificates", "ca-certificates")},
	{name: "C compiler", programs: []string{cCompiler}, packages: pkgs("gcc", "gcc", "gcc")},
	{name: "C library", header: "stdlib.h", packages: pkgs("libc6-dev", "glibc-devel", "glibc")},
	{name: "pkg-config", programs: []string{"pkg-config"}, packages: pkgs("pkg-config", "pkgconf-pkg-config", "pkgconf")},
	{name: "OpenGL", header: "GL/gl.h", module: "gl", packages: pkgs("libgl1-mesa-dev", "mesa-libGL-devel", "libglvnd mesa")},
	{name: "X11", header: "X11/Xlib.h", module: "x11", packages: pkgs("libx11-dev", "libX11-devel", "libx11")},
	{name: "Xcursor", header: "X11/Xcursor/Xcursor.h", module: "xcursor", packages: pkgs("libxcursor-dev", "libXcursor-devel", "libxcursor")},
	{name: "Xrandr", header: "X11/extensions/Xrandr.h", module: "xrandr", packages: pkgs("libxrandr-dev", "libXrandr-devel", "libxrandr")},
	{name: "Xinerama", header: "X11/extensions/Xinerama.h", module: "xinerama", packages: pkgs("libxinerama-dev", "libXinerama-devel", "libxinerama")},
	{name: "XInput", header: "X11/extensions/XInput2.h", module: "xi", packages: pkgs("libxi-dev", "libXi-devel", "libxi")},
	{name: "XF86VidMode", header: "X11/extensions/xf86vmode.h", module: "xxf86vm", packages: pkgs("libxxf86vm-dev", "libXxf86vm-devel", "libxxf86vm")},

	{name: "virtual display", level: forTests, programs: []string{"Xvfb"}, packages: pkgs("xvfb", "xorg-x11-server-Xvfb mesa-dri-drivers", "xorg-server-xvfb")},
	{name: "display keys", level: forTests, programs: []string{"xauth"}, packages: pkgs("xauth", "xorg-x11-xauth", "xorg-xauth")},
	{name: "window manager", level: forTests, programs: []string{"openbox"}, packages: pkgs("openbox", "openbox", "openbox")},
	{name: "pointer and keys", level: forTests, programs: []string{"xdotool"}, packages: pkgs("xdotool", "xdotool", "xdotool")},
	{name: "PDF reader", level: forTests, programs: []string{"pdftotext"}, packages: pkgs("poppler-utils", "poppler-utils", "poppler")},
	{name: "calendar server", level: forTests, programs: []string{"radicale"}, packages: pkgs("radicale", "radicale", "radicale")},
	{name: "print server", level: forTests, files: []string{"/usr/sbin/cupsd", "/usr/bin/cupsd"}, packages: pkgs("cups-daemon", "cups", "cups")},
	{name: "print commands", level: forTests, programs: []string{"lpadmin"}, packages: pkgs("cups-client", "cups-client", "cups")},

	{name: "other calendar readers", level: forAll, programs: []string{"node", "npm"}, packages: pkgs("nodejs npm", "nodejs npm", "nodejs npm")},
	{name: "another spreadsheet", level: forAll, programs: []string{"soffice"}, packages: pkgs("libreoffice-calc-nogui", "libreoffice-calc", "libreoffice-still")},
}

// otherNeeds are the systems where dev installs nothing and says which line to type. The real-window test drives X11,
// so these need a compiler only.
var otherNeeds = map[string][]need{
	"darwin":  {{name: "C compiler", programs: []string{cCompiler}}},
	"windows": {{name: "C compiler", programs: []string{cCompiler}}},
}

// advice is the line that a person types on a system where dev does not install, and what to do after it.
var advice = map[string]string{
	"darwin":  "xcode-select --install",
	"windows": "winget install --exact --id BrechtSanders.WinLibs.POSIX.UCRT",
}

// manager is a package manager: how to bring its lists up to date, and how to install without asking.
type manager struct {
	program string
	refresh []string // nil where installing does it
	install []string
}

// managers are tried in this order; the first that is on the PATH is used.
var managers = []manager{
	{"apt-get",
		[]string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "update"},
		[]string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"}},
	{"dnf", nil, []string{"dnf", "install", "-y", "--setopt=install_weak_deps=False"}},
	{"pacman",
		[]string{"pacman", "-Sy", "--noconfirm"},
		[]string{"pacman", "-S", "--needed", "--noconfirm"}},
}
