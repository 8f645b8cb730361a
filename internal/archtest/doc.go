// Package archtest holds the rules of the house as tests: which package may
// import which, what every package and data file must say of itself, and which
// modules the project rests on. It has no code of its own.
package archtest
