package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
)

// magics are the first bytes of files that people mistake for sheets. Old Excel files and those with a
// password begin alike.
var magics = []struct{ prefix, kind string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"},
	{"%PDF", "pdf"},
	{"\x89PNG", "image"},
	{"\xff\xd8\xff", "image"},
	{"GIF8", "image"},
	{"Rar!", "archive"},
	{"7z\xbc\xaf\x27\x1c", "archive"},
	{"\x1f\x8b", "archive"},
	{"SQLite format 3", "plan"},
	{"<!doctype html", "web_page"},
	{"<html", "web_page"},
	{"<table", "web_page"},
	{"<?xml", "xml"},
	{"{\\rtf", "document"},
}

// zips tell what a zip file is by a name in it.
var zips = []struct{ name, kind string }{
	{"xl/workbook.xml", "xlsx"},
	{"xl/workbook.bin", "old_excel"},
	{"word/document.xml", "document"},
	{"ppt/presentation.xml", "document"},
	{"content.xml", "open_document"},
	{"Index/Document.iwa", "numbers"},
}

// sniff says what the bytes seem to be, whatever the file's name: "xlsx", "text", "" for nothing at all, or
// the end of a key filetype.*.
func sniff(data []byte) string {
	start := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 512)], " \t\r\n\ufeff")))
	if start == "" && len(data) <= 512 {
		return ""
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return sniffZip(data)
	}
	for _, m := range magics {
		// Bytes that are no letters would all look alike in small letters.
		if bytes.HasPrefix(data, []byte(m.prefix)) || m.prefix[0] == '<' && strings.HasPrefix(start, m.prefix) {
			return m.kind
		}
	}
	if utf16Order(data) == nil && bytes.IndexByte(data, 0) >= 0 {
		return "binary"
	}
	return "text"
}

func sniffZip(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "broken_zip"
	}
	for _, k := range zips {
		for _, f := range z.File {
			if strings.EqualFold(strings.ReplaceAll(f.Name, "\\", "/"), k.name) {
				return k.kind
			}
		}
	}
	return "archive"
}
