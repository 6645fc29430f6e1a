package model

import (
	"fmt"
	"regexp"
	"strings"

	"leeway/pkg/fault"
)

// Outside is what a settings file may refer to. This package reads neither environment nor files itself.
type Outside struct {
	LookupEnv func(name string) (string, bool)
	ReadFile  func(path string) ([]byte, error)
}

var expander = regexp.MustCompile(`\$(|__\w+)\{([^}]+)\}`)

// expand replaces $VAR, ${VAR}, $__env{VAR} and $__file{/path} in a text, and $$ by one $, as Grafana's provisioning
// does: variables that are not set become empty, a file's surrounding white space goes, and what a replacement brought
// in is searched for $VAR and ${VAR} once more.
func (o Outside) expand(text string) (string, error) {
	parts := strings.Split(text, "$$")
	for i, part := range parts {
		for _, kind := range []string{"env", "file"} {
			var err error
			if part, err = o.expandKind(part, kind); err != nil {
				return "", err
			}
		}
		parts[i] = expandShell(part, o.env)
	}
	return strings.Join(parts, "$"), nil
}

// expandKind replaces the references of one kind, among those that the text holds now.
func (o Outside) expandKind(text, kind string) (string, error) {
	for _, m := range expander.FindAllStringSubmatch(text, -1) {
		if m[1] != "__"+kind && (m[1] != "" || kind != "env") {
			continue
		}
		value := ""
		if kind == "env" {
			value = o.env(m[2])
		} else {
			raw, err := o.ReadFile(m[2])
			if err != nil {
				return "", fault.Newf(fault.BadSettings,
					"the file that $__file{…} names cannot be read").Because(fmt.Errorf("%s: %w", m[2], err))
			}
			value = strings.TrimSpace(string(raw))
		}
		text = strings.Replace(text, m[0], value, 1)
	}
	return text, nil
}

func (o Outside) env(name string) string {
	value, _ := o.LookupEnv(name)
	return value
}

// shellName is what may follow a $: a name, anything in braces, or one of the shell's own single characters. Empty or
// unclosed braces are dropped from the text.
var shellName = regexp.MustCompile(`\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([^}]+)\}|([0-9*#$@!?-])|\{\}?)`)

// expandShell replaces $VAR and ${VAR}. A $ that nothing of the kind follows stays.
func expandShell(text string, env func(string) string) string {
	return shellName.ReplaceAllStringFunc(text, func(found string) string {
		m := shellName.FindStringSubmatch(found)
		if name := m[1] + m[2] + m[3]; name != "" {
			return env(name)
		}
		return ""
	})
}
