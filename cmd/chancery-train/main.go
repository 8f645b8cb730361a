// Command chancery-train makes the model of a language from annotated texts.
//
//	chancery-train en --data FOLDER
//
// The texts are those that data/lang/<code>/train.yaml names: treebanks in
// CoNLL-U and texts with marked names, by the project (in corpus/) or by others
// (below FOLDER). The same texts, data and code give the same model.
// docs/models.md says more.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/nlp/train"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(os.Stdout, os.Stderr).ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "chancery-train:", err)
		os.Exit(1)
	}
}

func command(out, progress io.Writer) *cobra.Command {
	var texts, packs, own, to string
	cmd := &cobra.Command{
		Use:   "chancery-train LANG",
		Short: "Make the model of a language from annotated texts",
		Long: `Make the model of a language from annotated texts: the treebanks and texts with
marked names that the language's train.yaml names. The model replaces the one
in the language's folder, from where it is embedded into the program the next
time that it is built.`,
		Example:       "  chancery-train en --data texts\n  chancery-train tr --data texts --to tr.gz",
		Args:          cobra.ExactArgs(1),
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := packOf(packs, args[0])
			if err != nil {
				return err
			}
			begun := time.Now()
			files := train.Files{Packs: os.DirFS(packs), Own: os.DirFS(own)}
			if texts != "" {
				files.Texts = os.DirFS(texts)
			}
			model, err := train.Model(cmd.Context(), files, pack, func(message string) {
				fmt.Fprintf(progress, "%5.0f s  %s\n", time.Since(begun).Seconds(), message)
			})
			if err != nil {
				return err
			}
			if to == "" {
				to = filepath.Join(packs, filepath.FromSlash(pack.Folder), analysis.ModelFile)
			}
			if err := os.WriteFile(to, model, 0o644); err != nil {
				return fmt.Errorf("writing the model: %w", err)
			}
			_, err = fmt.Fprintf(out, "%s: %d bytes\n", to, len(model))
			return err
		},
	}
	cmd.Flags().StringVar(&texts, "data", "", "folder with annotated texts by others")
	cmd.Flags().StringVar(&packs, "packs", "data", "folder that holds lang/")
	cmd.Flags().StringVar(&own, "own", "corpus", "folder with the project's own annotated texts")
	cmd.Flags().StringVar(&to, "to", "", "file to write instead of the one in the language's folder")

	return cmd
}

// packOf is the pack of a language below folder.
func packOf(folder, code string) (lang.Pack, error) {
	packs, err := lang.Load(os.DirFS(folder))
	if err != nil {
		return lang.Pack{}, fmt.Errorf("--packs %s: %w", folder, err)
	}
	codes := make([]string, len(packs))
	for i, p := range packs {
		codes[i] = p.Code
	}
	if i := slices.Index(codes, code); i >= 0 {
		return packs[i], nil
	}
	return lang.Pack{}, fmt.Errorf("there is no language %q below %s; there are %v", code, folder, codes)
}
