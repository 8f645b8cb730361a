module github.com/markusmobius/go-htmldate

go 1.26.6
