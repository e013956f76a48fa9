"""What somebody said in the words of the reporter: which stretch of the sentence is the content of which cue."""
