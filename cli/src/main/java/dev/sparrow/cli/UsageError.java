/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.config.Spelling;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The answer to a mistyped command: what was not understood, what may have been meant, where help is.
final class UsageError {
    private UsageError() {}

    static int report(ParameterException mistake) {
        var command = mistake.getCommandLine();
        var err = command.getErr();
        err.println("sparrow: " + message(mistake));
        if (!isCommand(mistake)) {
            UnmatchedArgumentException.printSuggestions(mistake, err);
        }
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static boolean isCommand(ParameterException mistake) {
        return mistake instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption();
    }

    private static String message(ParameterException mistake) {
        if (!isCommand(mistake)) {
            return mistake.getMessage();
        }
        var word = ((UnmatchedArgumentException) mistake).getUnmatched().getFirst();
        var known = mistake.getCommandLine().getSubcommands().keySet();
        return "There is no command '" + word + "'." + Spelling.question(word, known);
    }
}
