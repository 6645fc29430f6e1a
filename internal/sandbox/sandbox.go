// Package sandbox reads files below one directory and no others. It lies outside pkg/, which touches no file.
package sandbox

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// maxBytes bounds what is read of a file.
const maxBytes = 4 << 20

// Reader returns what reads a file by its path below root; nil where root is empty. Neither .. nor a symbolic link
// leads out of root. Errors say what is wrong without the path of root, which users need not know.
func Reader(root string) func(name string) ([]byte, error) {
	if root == "" {
		return nil
	}
	return func(name string) ([]byte, error) { return read(root, name) }
}

func read(root, name string) ([]byte, error) {
	if !filepath.IsLocal(name) {
		return nil, fmt.Errorf("%q leads out of models_root; it is a path below it, such as models.yaml", name)
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, errors.New("models_root is not a directory that can be read")
	}
	defer dir.Close()
	switch info, err := dir.Stat(name); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %q below models_root", name)
	case err != nil:
		return nil, refusal(name, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%q is not a regular file", name)
	case info.Size() > maxBytes:
		return nil, fmt.Errorf("%q has %d MB; at most %d MB are read", name, info.Size()>>20, maxBytes>>20)
	}
	file, err := dir.Open(name)
	if err != nil {
		return nil, refusal(name, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxBytes))
	if err != nil {
		return nil, refusal(name, err)
	}
	return text, nil
}

// refusal says why a file cannot be read: by its rights, or because a link leads out of the directory.
func refusal(name string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%q may not be read by this account", name)
	}
	return fmt.Errorf("%q cannot be read below models_root; a link must not lead out of it", name)
}
