import ArgumentParser

@main
struct Casebook: ParsableCommand {}
