// Package gomoji stands in for the module of its name, a megabyte of tables for
// what the extraction of web pages does to the names of authors. Those are read
// by chancery itself.
package gomoji

// RemoveEmojis returns the text as it is.
func RemoveEmojis(text string) string { return text }
