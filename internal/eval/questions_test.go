package eval

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// question is a line of eval/questions.tsv.
type question struct {
	text     string
	args     []string
	expected *regexp.Regexp
}

func loadQuestions(t *testing.T) []question {
	t.Helper()
	raw, err := os.ReadFile("../../eval/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []question
	header := true
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case header:
			header = false
		case len(cells) != 3:
			t.Fatalf("%q has %d columns, not 3", cells[0], len(cells))
		default:
			expected, err := regexp.Compile(cells[2])
			if err != nil {
				t.Fatalf("%q: %v", cells[0], err)
			}
			out = append(out, question{cells[0], words(cells[1]), expected})
		}
	}
	return out
}

// words splits a command at spaces; what stands in double quotes is one word.
func words(command string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(command, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

func TestQuestionsAreWellFormed(t *testing.T) {
	questions := loadQuestions(t)
	if len(questions) != 25 {
		t.Errorf("there are %d questions, not 25", len(questions))
	}
	for _, q := range questions {
		if !strings.HasSuffix(q.text, "?") || len(q.args) == 0 {
			t.Errorf("%q is no question with a command", q.text)
		}
		if q.expected.MatchString("") {
			t.Errorf("%q is answered by no words at all", q.text)
		}
	}
}

// TestQuestionsAreAnswered asks the program itself, after it has read the
// seed reports and nothing else.
func TestQuestionsAreAnswered(t *testing.T) {
	seeds := filepath.Join(shared(t), "seeds")
	binary := filepath.Join(t.TempDir(), "chancery")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../../cmd/chancery").CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	record := filepath.Join(t.TempDir(), "record.db")
	run := func(args ...string) (string, error) {
		var out, messages bytes.Buffer
		cmd := exec.CommandContext(t.Context(), binary, append(args, "--record", record)...)
		cmd.Stdout, cmd.Stderr = &out, &messages
		err := cmd.Run()
		return out.String() + messages.String(), err
	}
	if out, err := run("read", seeds); err != nil {
		t.Fatalf("reading the seeds: %v\n%s", err, out)
	}
	answered := 0
	for _, q := range loadQuestions(t) {
		out, err := run(q.args...)
		if err == nil && q.expected.MatchString(out) {
			answered++
			continue
		}
		t.Logf("not answered: %s (%s, %v)", q.text, strings.Join(q.args, " "), err)
	}
	baseline, err := LoadBaseline("../../eval/baseline.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, fall := range Check(&Figures{list: []Figure{count("answered", answered)}}, baseline["questions"]) {
		t.Errorf("of the questions, %s", fall)
	}
}
