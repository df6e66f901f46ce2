#!/bin/sh
# Compiles src into java8.jar and java17.jar. The tests read the wants in src and
# run without a JDK; after a change in src run this with the oldest JDK that compiles for Java 8 and 17.
set -e
cd "$(dirname "$0")"
for release in 8 17; do
	out=$(mktemp -d)
	javac -nowarn -Xlint:-options --release $release -d "$out/spring" $(find spring -name '*.java')
	javac -nowarn -Xlint:-options -Xlint:-deprecation --release $release -cp "$out/spring" -d "$out/classes" $(find src -name '*.java')
	mkdir -p "$out/classes/META-INF"
	echo 'org.springframework.boot.autoconfigure.EnableAutoConfiguration=com.acme.StockAutoConfiguration' >"$out/classes/META-INF/spring.factories"
	(cd "$out/classes" && find . -type f | sed 's|^\./||' | sort | xargs touch -t 202001010000 && find . -type f | sed 's|^\./||' | sort | jar cfM jar.jar @/dev/stdin)
	mv "$out/classes/jar.jar" java$release.jar
	rm -r "$out"
done
