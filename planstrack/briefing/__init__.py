"""What a page says, in order, as plain frozen values: no markup, no width, no colour.

Each page has one module and one function named for it; renderers choose nothing and sort nothing.

    wording         the verb that the evidence allows; amounts, dates and counts in words
    parts           what pages share: claims as shown, disputes, changes, numbered sources
    step            how one issue stands in one version, from the answers of the facts
    diff_page       two versions compared
    variants_page   two renderings of one version
    why_page        the grounds of one verdict, each with its place in the files
    issue_page      one issue through the versions
    version_page    one version (`show`)
    order           in which order versions are told
    log_page        the graph of versions
    knowledge_page  what became known when
    hindsight_page  what two days knew of one comparison
    evidence_page   what stands behind each change
    brief_page      the briefing
    foot            what colleagues' pages differ by: revision, day, texts at hand
    concordance_page  which point became which
    table, pictures one row per matter; drawings
"""
