// Package words is the one door to what the program says: the translations, and the formats of dates, times,
// money and shares. It knows no window, so that the command line and paper speak through it too.
//
// A text may hold arguments, {0} {1} and so on, each shown by its type, and {0:day|days}, which is "day" where
// argument 0 is 1 and "days" otherwise. A key that ends in #n is the text for exactly n arguments, where it
// stands beside the key without.
package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Fallback is the language of whoever asks for one that there is not.
const Fallback = "en"

// Book holds the texts of every language. It is read only and safe for use from several goroutines.
type Book struct {
	texts map[string]map[string]template // language, key
}

// Load reads every *.json of every folder of fsys, each folder being a language and each file a flat object of
// keys and texts. It is an error, which names the file or the keys, where a file cannot be read, where two files
// of a language have the same key, and where one language lacks a key that another has.
func Load(fsys fs.FS) (*Book, error) {
	b := &Book{texts: map[string]map[string]template{}}
	files, err := fs.Glob(fsys, "*/*.json")
	if err != nil {
		return nil, err
	}
	where := map[string]string{}
	for _, name := range files {
		if err := b.read(fsys, name, where); err != nil {
			return nil, err
		}
	}
	if b.texts[Fallback] == nil {
		return nil, fmt.Errorf("translations: no texts in %s/", Fallback)
	}
	return b, b.complete()
}

func (b *Book) read(fsys fs.FS, name string, where map[string]string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var flat map[string]string
	if err := json.Unmarshal(data, &flat); err != nil {
		return fmt.Errorf("translations: %s: %w", name, err)
	}
	lang := path.Dir(name)
	if b.texts[lang] == nil {
		b.texts[lang] = map[string]template{}
	}
	for _, key := range slices.Sorted(maps.Keys(flat)) {
		if first, ok := where[lang+"\x00"+key]; ok {
			return fmt.Errorf("translations: %s stands in %s and in %s; remove one", key, first, name)
		}
		where[lang+"\x00"+key] = name
		b.texts[lang][key] = parse(flat[key])
	}
	return nil
}

// complete returns an error that names the keys which some language lacks.
func (b *Book) complete() error {
	all := map[string]bool{}
	for _, texts := range b.texts {
		for key := range texts {
			all[key] = true
		}
	}
	var missing []string
	for _, lang := range b.Langs() {
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if _, ok := b.texts[lang][key]; !ok {
				missing = append(missing, lang+": "+key)
			}
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("translations: missing texts:\n%s", strings.Join(missing, "\n"))
	}
	return nil
}

// Langs returns the languages there are, sorted.
func (b *Book) Langs() []string { return slices.Sorted(maps.Keys(b.texts)) }

// In returns the words of a language: of that tag, else of one that begins alike ("zh", "zh_CN"), else of English.
// Times are shown in UTC until Words.In names a zone.
func (b *Book) In(lang string) *Words {
	w := &Words{lang: Fallback, loc: time.UTC}
	base, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	for _, have := range b.Langs() {
		first, _, _ := strings.Cut(have, "-")
		if have == lang || strings.EqualFold(first, base) && w.lang != lang {
			w.lang = have
		}
	}
	w.texts = b.texts[w.lang]
	return w
}
