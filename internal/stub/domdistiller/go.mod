module github.com/markusmobius/go-domdistiller

go 1.26.6
