package main

import (
	"regexp"
	"strings"
)

// licence is recognised in a text that holds every phrase of all and none of not.
type licence struct {
	name    string
	refused bool
	all     []string
	not     []string
}

// licences are those that a dependency may carry, then those that it must not. The phrases are of the licences' own
// words, with everything that is neither letter nor digit read as one space. The refused ones are told by words that
// stand in their own text only, because others mention them by name.
var licences = []licence{
	{name: "MIT", all: []string{"permission is hereby granted free of charge to any person obtaining a copy", "the software is provided as is"}},
	{name: "BSD-3-Clause", all: []string{"redistribution and use in source and binary forms with or without modification are permitted", "neither the name"}, not: []string{"advertising materials mentioning"}},
	{name: "BSD-2-Clause", all: []string{"redistribution and use in source and binary forms with or without modification are permitted"}, not: []string{"neither the name", "advertising materials mentioning"}},
	{name: "Apache-2.0", all: []string{"apache license version 2 0"}},
	{name: "ISC", all: []string{"permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted"}},
	{name: "MPL-2.0", all: []string{"mozilla public license version 2 0"}},
	{name: "OFL-1.1", all: []string{"sil open font license version 1 1"}},
	{name: "Unlicense", all: []string{"this is free and unencumbered software released into the public domain"}},
	{name: "CC0-1.0", all: []string{"cc0 1 0 universal"}},
	{name: "Zlib", all: []string{"this software is provided as is without any express or implied warranty", "altered source versions must be plainly marked"}},

	{name: "GPL", refused: true, all: []string{"gnu general public license", "preamble", "conditions for copying distribution and modification"}},
	{name: "GPL", refused: true, all: []string{"gnu general public license", "preamble", "basic permissions"}},
	{name: "LGPL", refused: true, all: []string{"gnu lesser general public license", "additional definitions"}},
	{name: "LGPL", refused: true, all: []string{"gnu lesser general public license", "preamble"}},
	{name: "AGPL", refused: true, all: []string{"gnu affero general public license", "preamble"}},
	{name: "BSD-4-Clause", refused: true, all: []string{"redistribution and use in source and binary forms", "advertising materials mentioning"}},
	{name: "SSPL", refused: true, all: []string{"server side public license"}},
	{name: "Business Source", refused: true, all: []string{"business source license"}},
	{name: "Commons Clause", refused: true, all: []string{"commons clause"}},
	{name: "CC BY-NC", refused: true, all: []string{"attribution noncommercial"}},
}

// separators are what stands between the words of a licence.
var separators = regexp.MustCompile(`[^a-z0-9]+`)

// recognise returns the licences whose words a text holds.
func recognise(text string) []licence {
	plain := plainWords(text)
	has := func(phrase string) bool { return containsWords(plain, phrase) }
	var found []licence
	for _, l := range licences {
		every := !anyOf(l.all, func(p string) bool { return !has(p) })
		if every && !anyOf(l.not, has) {
			found = append(found, l)
		}
	}
	return found
}

// plainWords returns the words of a text in lower case, one space around each.
func plainWords(text string) string {
	return " " + separators.ReplaceAllString(strings.ToLower(text), " ") + " "
}

// containsWords says whether plain, as plainWords returns it, holds the words of phrase next to each other.
func containsWords(plain, phrase string) bool { return strings.Contains(plain, " "+phrase+" ") }
