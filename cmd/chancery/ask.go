package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/ask"
	"chancery/internal/gazetteer"
	"chancery/internal/view"
)

func (p *program) askCommand() *cobra.Command {
	var asJSON bool
	var question ask.Question
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask who held an office, when two last met, what was asked, who came",
		Long: `Ask, in English or Turkish, what is asked again and again: who held an office on
a date, when two last met, what one asked of another about something, and what
visits there were to a place. The answer comes from the reports, with the words
that show it. Who held an office may also come from the program's table of heads
of state and government; ~ stands before what no report states. Without a date it
is who was seen last in the office, and visits of any time.

When the answer is not known, the exit code is 3; of an office, those who were
seen in it before and after are shown. A question that is not understood has exit
code 2, and the forms that are understood are listed.`,
		Example: "  chancery ask when did Portugal last meet Georgia\n  chancery ask \"what did Georgia ask of Portugal\"\n  chancery ask visits to Georgia in 2025\n  chancery ask \"who was foreign minister of Portugal on 2025-10-14\"\n  chancery ask \"2025-10-14 tarihinde Portekiz dışişleri bakanı kimdi\" --json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("ask a question")
			}
			r, err := ask.New(data.FS)
			if err != nil {
				return fmt.Errorf("loading the questions: %w", err)
			}
			question, err = r.Read(cmd.Context(), strings.Join(args, " ")) // it needs no quotation marks
			return err
		},
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			rec, err := p.fold(cmd.Context())
			if err != nil {
				return err
			}
			leaders, err := gazetteer.LoadLeaders(data.FS)
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error {
				if asJSON {
					return view.AnswerJSON(w, rec, question, leaders)
				}
				return view.Answer(w, rec, question, leaders, p.style())
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}
