package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Openings of licences, as they stand in the files of modules, with their line breaks and punctuation.
const (
	mit = "The MIT License (MIT)\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy of this software ...\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY"
	bsd = "Redistribution and use in source and binary forms, with or without\nmodification, are permitted provided that the following conditions are met:\n"
	// The Mozilla licence names the GNU licences, and says so in these words.
	mpl = "Mozilla Public License Version 2.0\n1.12. \"Secondary License\" means either the GNU General Public License, Version 2.0, the GNU Lesser General Public License, Version 2.1, the GNU Affero General Public License, Version 3.0"
	gpl = "GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\n\n Preamble\n\n GNU GENERAL PUBLIC LICENSE\n TERMS AND CONDITIONS FOR COPYING, DISTRIBUTION AND MODIFICATION"
)

func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		name    string
		files   map[string]string
		want    string
		problem string
	}{
		{name: "MIT", files: map[string]string{"LICENSE": mit}, want: "MIT"},
		{name: "two clauses", files: map[string]string{"LICENSE": bsd}, want: "BSD-2-Clause"},
		{name: "three clauses", files: map[string]string{"LICENSE": bsd + "* Neither the name of Google Inc. nor"}, want: "BSD-3-Clause"},
		{name: "four clauses", files: map[string]string{"LICENSE": bsd + "3. All advertising materials mentioning features ... neither the name"}, problem: "LICENSE is BSD-4-Clause, which is refused"},
		{name: "Apache", files: map[string]string{"LICENSE": "Apache License\n   Version 2.0, January 2004"}, want: "Apache-2.0"},
		{name: "Apache by its notice", files: map[string]string{"LICENSE": "Licensed under the Apache License, Version 2.0 (the \"License\")"}, want: "Apache-2.0"},
		{name: "ISC", files: map[string]string{"LICENSE": "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"}, want: "ISC"},
		{name: "Mozilla", files: map[string]string{"LICENSE": mpl}, want: "MPL-2.0"},
		{name: "fonts", files: map[string]string{"OFL.txt": "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007"}, want: "OFL-1.1"},
		{name: "Unlicense", files: map[string]string{"UNLICENSE": "This is free and unencumbered software released into the public domain."}, want: "Unlicense"},
		{name: "CC0", files: map[string]string{"LICENSE": "CC0 1.0 Universal"}, want: "CC0-1.0"},
		{name: "zlib", files: map[string]string{"LICENSE": "This software is provided 'as-is', without any express or implied warranty. 2. Altered source versions must be plainly marked as such"}, want: "Zlib"},
		{name: "two licences in two files", files: map[string]string{"LICENSE-MIT": mit, "LICENSE-BSD": bsd}, want: "BSD-2-Clause MIT"},
		{name: "a notice beside a licence", files: map[string]string{"LICENSE": mit, "LICENSE-3RD-PARTY.md": "Thanks to all"}, want: "MIT"},

		{name: "no file", problem: "has no licence file"},
		{name: "unknown", files: map[string]string{"LICENSE": "Ask me first."}, problem: "LICENSE is no licence of the allow-list"},
		{name: "GPL 2", files: map[string]string{"COPYING": gpl}, problem: "COPYING is GPL, which is refused"},
		{name: "GPL 3", files: map[string]string{"COPYING": "GNU GENERAL PUBLIC LICENSE Version 3\nPreamble\n 2. Basic Permissions."}, problem: "COPYING is GPL, which is refused"},
		{name: "LGPL 3", files: map[string]string{"COPYING.LESSER": "GNU LESSER GENERAL PUBLIC LICENSE\n 0. Additional Definitions."}, problem: "COPYING.LESSER is LGPL, which is refused"},
		{name: "AGPL", files: map[string]string{"LICENSE": "GNU AFFERO GENERAL PUBLIC LICENSE Preamble"}, problem: "LICENSE is AGPL, which is refused"},
		{name: "GPL beside MIT", files: map[string]string{"LICENSE": mit, "LICENSE-GPL": gpl}, problem: "LICENSE-GPL is GPL, which is refused"},
		{name: "MIT with a clause", files: map[string]string{"LICENSE": "\"Commons Clause\" License Condition v1.0 " + mit}, problem: "LICENSE is Commons Clause, which is refused"},
		{name: "no profit", files: map[string]string{"LICENSE": "Attribution-NonCommercial 4.0 International"}, problem: "LICENSE is CC BY-NC, which is refused"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			names, problem := judge(tc.files)
			if got := strings.Join(names, " "); got != tc.want || problem != tc.problem {
				t.Errorf("judge = %q, %q; want %q, %q", got, problem, tc.want, tc.problem)
			}
		})
	}
}

func TestLicenceFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"LICENSE", "licence.txt", "COPYING.LESSER", "License-MIT", "UNLICENSE", "GO-LICENSE", "OFL.txt",
		"license.go.bak.d/LICENSE", "README.md", "main.go", "NOTICE"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := licenceFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"COPYING.LESSER", "GO-LICENSE", "LICENSE", "License-MIT", "OFL.txt", "UNLICENSE", "licence.txt"}
	if got := sortedKeys(files); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if _, err := licenceFiles(filepath.Join(dir, "gone")); err == nil {
		t.Error("a module whose folder is gone passes")
	}
}

func TestParseModules(t *testing.T) {
	got := parseModules("\nz.org/b\tv1.0.0\t/m/b\n\na.org/c\tv2.1.0\t/m/c\nz.org/b\tv1.0.0\t/m/b\n")
	want := []module{{"a.org/c", "v2.1.0", "/m/c"}, {"z.org/b", "v1.0.0", "/m/b"}}
	if !slices.Equal(got, want) {
		t.Errorf("modules = %v, want %v", got, want)
	}
}
