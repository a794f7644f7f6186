# One command for staff: `make`. The others are listed by `make help`.
# Written for GNU make 3.81, which macOS has.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python -m pipeline

# What to narrow a run to, for instance: make LANGUAGES="fi ar" FORMATS=pdf
LANGUAGES ?=
FORMATS ?=
# Where the packages of translation models are, on a machine without internet.
FROM ?=
# MACHINE=no: make translate without drafts by machine.
MACHINE ?=
# make JOBS=1: in so many processes. make TIMINGS=yes: show what the time is spent on.
JOBS ?=
# make SCHEDULER=tcp://host:8786: on the workers of a Dask scheduler.
SCHEDULER ?=
TIMINGS ?=
# The language of messages to staff: sv or en.
UI ?= sv
OUTPUT ?= output
# make remove: the document's name, and YES=yes to take its files away.
NAME ?=
YES ?=
PORT ?= 8000
# make why: the published file. make import: the file that came back, and TAKE=returned or TAKE=mine where both have changed.
FILE ?=
TAKE ?=

NARROW := $(foreach language,$(LANGUAGES),--language $(language)) \
          $(foreach format,$(FORMATS),--format $(format))
COMMON := --ui $(UI) --output "$(OUTPUT)"

# After ## stands what `make help` shows, in English | and in Swedish.
.DEFAULT_GOAL := build
.PHONY: build why translate package import glossary models check status remove test lint bench serve clean help

build: $(READY) ## Build all documents and the site into output/ (this is what `make` does) | Bygg alla dokument och webbplatsen i output/ (det som `make` gör)
	@$(RUN) build $(COMMON) $(NARROW) $(if $(JOBS),--jobs $(JOBS)) $(if $(MEMORY),--memory $(MEMORY)) $(if $(SCHEDULER),--scheduler "$(SCHEDULER)") $(if $(filter yes,$(TIMINGS)),--timings)

why: $(READY) ## Tell why a published file was last made: FILE=output/index.html | Tala om varför en publicerad fil gjordes senast: FILE=output/index.html
	@$(RUN) why $(COMMON) "$(FILE)"

translate: $(READY) ## Write and update the translation files (PO) in source/translations/ | Skriv och uppdatera översättarnas filer (PO) i source/translations/
	@$(RUN) translate --ui $(UI) $(if $(filter no,$(MACHINE)),--no-machine) $(foreach language,$(LANGUAGES),--language $(language))

package: $(READY) ## Write a package for each translator into build/packages/; LANGUAGES=so for one language | Skriv ett paket till varje översättare i build/packages/; LANGUAGES=so för ett språk
	@$(RUN) package $(COMMON) $(foreach language,$(LANGUAGES),--language $(language))

import: $(READY) ## Take in what came back from a translator: FILE=file (zip, po, xlf, tmx) | Ta emot det som kom tillbaka från en översättare: FILE=fil (zip, po, xlf, tmx)
	@$(RUN) import --ui $(UI) $(if $(TAKE),--take $(TAKE)) "$(FILE)"

glossary: $(READY) ## Check source/glossary.csv: terms of each language, and what is missing | Kontrollera source/glossary.csv: termer på varje språk, och vad som saknas
	@$(RUN) glossary --ui $(UI) $(LANGUAGES)

models: $(READY) ## Install the translation models of the languages; FROM=folder for packages brought on a stick | Installera språkens modeller för översättning; FROM=mapp för paket på ett USB-minne
	@$(RUN) models install --ui $(UI) $(if $(FROM),--from "$(FROM)") $(LANGUAGES)

check: $(READY) ## Check every file in output/, with veraPDF where Java is | Kontrollera alla filer i output/, med veraPDF om Java finns
	@$(RUN) check $(COMMON) --junit build/junit.xml $(foreach language,$(LANGUAGES),--language $(language))

status: $(READY) ## Show what is published, a draft or missing in each language | Visa vad som är publicerat, utkast eller saknas på varje språk
	@$(RUN) status $(COMMON)

remove: $(READY) ## Show what is published of a document whose source is gone: NAME=name; YES=yes takes it away | Visa vad som är publicerat av ett dokument vars källa är borta: NAME=namn; YES=yes tar bort det
	@$(RUN) remove $(COMMON) $(if $(filter yes,$(YES)),--yes) "$(NAME)"

serve: $(READY) ## Look at the site on this machine, in a browser | Visa webbplatsen på den här datorn, i en webbläsare
	@$(RUN) serve $(COMMON) --port $(PORT)

test: $(READY) ## Run the tests | Kör testerna
	@$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile $(TESTS)

lint: $(READY) ## Check style, types and the direction of imports | Kontrollera stil, typer och importernas riktning
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

bench: $(READY) ## Measure speed, size and memory beside other tools | Mät tid, storlek och minne bredvid andra program
	@$(VENV)/bin/python -m bench

clean: ## Remove what machines made: output/, build/ and caches | Ta bort det som maskiner har gjort: output/, build/ och mellanlager
	@rm -rf output build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

help: ## Show this list | Visa den här listan
	@awk -F ':.*## | [|] ' -v ui="$(UI)" '/^[a-z]+:.*## / \
		{printf "make %-10s %s\n", $$1, (ui == "en") ? $$2 : $$3}' Makefile

$(READY): requirements.lock
	@ci/create-environment "$(PYTHON)" "$(VENV)" "$(UI)"
	@touch $@
