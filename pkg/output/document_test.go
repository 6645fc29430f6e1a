package output

import (
	"io"
	"strings"
	"testing"

	"leeway/pkg/fault"
)

var document = Document{Title: "demo", Lead: "1 breached", Notices: []string{"a\x1b[2Jb"}, Foot: "off: <b>",
	Tables: []Table{{Title: "Breached", Rows: [][]string{{"policy", "subject"}, {"drift", "origin = A|B\nC"}}}}}

func TestADocumentAsText(t *testing.T) {
	const want = "demo\n1 breached\nwarning: \"a\\x1b[2Jb\"\n\nBreached\n" +
		"  policy  subject\n  drift   \"origin = A|B\\nC\"\n\noff: <b>\n\n"
	checkWritten(t, document.Text, want)
}

func TestADocumentAsMarkdown(t *testing.T) {
	const want = "### demo\n\n1 breached\n\nWarning: a\x1b[2Jb\n\n#### Breached\n\n" +
		"| policy | subject |\n| --- | --- |\n| drift | origin = A\\|B C |\n\noff: &lt;b>\n\n"
	checkWritten(t, document.Markdown, want)
}

func checkWritten(t *testing.T, write func(io.Writer) error, want string) {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil || b.String() != want {
		t.Errorf("%q, %v\nwant %q", b.String(), err, want)
	}
}

func TestAFormatThatThereIsNotNamesTheOthers(t *testing.T) {
	formats := Formats[string]{"text": func(r string, w io.Writer) error { _, err := io.WriteString(w, r); return err },
		"json": nil}
	checkWritten(t, func(w io.Writer) error { return formats.Write("report", w, "text") }, "report")
	err := formats.Write("report", io.Discard, "html")
	if f := fault.As(err); f.Kind != fault.BadQuery || !strings.Contains(f.Error(), "json") ||
		!strings.Contains(f.Error(), "text") {
		t.Errorf("%v does not say what there is", err)
	}
}
