// The tests of the commands follow.
