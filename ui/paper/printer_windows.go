package paper

import (
	"context"
	"os"

	"golang.org/x/sys/windows"

	"bfplanner/planner"
)

// Printers returns none: on Windows the program that shows PDFs asks for the printer.
func Printers(context.Context) ([]Printer, error) { return nil, nil }

// Print hands a PDF to the program that Windows prints such files with (the shell's verb "print"), which asks for or
// knows the printer, copies and sides. The file stays in the temporary folder, since nobody tells when it was read.
func Print(_ context.Context, pdf []byte, job PrintJob) error {
	job, err := job.check()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", "bfplanner-*.pdf")
	if err == nil {
		_, err = f.Write(pdf)
		if closing := f.Close(); err == nil {
			err = closing
		}
	}
	if err != nil {
		return &planner.Problem{Text: planner.T("problem.printer_failed", job.Printer, err.Error()), Cause: err}
	}
	verb, err := windows.UTF16PtrFromString("print")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(f.Name())
	if err != nil {
		return err
	}
	for range job.Copies {
		if err := windows.ShellExecute(0, verb, file, nil, nil, windows.SW_HIDE); err != nil {
			return &planner.Problem{Text: planner.T("problem.printer_failed", job.Printer, err.Error()), Cause: err}
		}
	}
	return nil
}
