package main

import (
	"os"
	"path/filepath"
	"runtime"

	"chancery"
)

// defaultRecord is the path of the record when no flag names one.
func defaultRecord() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	return recordPath(runtime.GOOS, os.Getenv, home)
}

// recordPath is where the record lies for a user of an operating system: the
// variable CHANCERY_RECORD, or record.db in the system's usual folder for a
// program's data (XDG Base Directory Specification on Unix). home may be
// empty when it is not known.
func recordPath(system string, getenv func(string) string, home string) (string, error) {
	if path := getenv("CHANCERY_RECORD"); path != "" {
		return path, nil
	}
	var base string
	switch system {
	case "windows":
		base = getenv("LocalAppData")
	case "darwin":
		base = below(home, "Library", "Application Support")
	default:
		// The specification says to ignore a path that is not absolute.
		if base = getenv("XDG_DATA_HOME"); !filepath.IsAbs(base) {
			base = below(home, ".local", "share")
		}
	}
	if base == "" {
		return "", chancery.Errorf(chancery.Invalid, "your data folder is not known; name a file with --record")
	}
	return filepath.Join(base, "chancery", "record.db"), nil
}

// below is a path under home, or empty when home is not known.
func below(home string, names ...string) string {
	if home == "" {
		return ""
	}
	return filepath.Join(append([]string{home}, names...)...)
}
