-- The Divs of the house style, said in the language of each edition.
--   .summary .note .recommendations   boxes and lists with a look of their own
--   .keyfigures                       a strip of big numbers, from a bullet list of `**64%** text`
--   .unsupported                      a sentence (a Span) that the data do not support; only in a draft
--   .only-docx .only-html .only-typst kept in that edition and dropped in the others
-- Pandoc's Typst writer drops the classes of a Div and the alt text of an image; this puts them back.

local typst = FORMAT:match("typst") ~= nil
local docx = FORMAT:match("docx") ~= nil

local boxes = { summary = "scr-summary", note = "scr-note", recommendations = "scr-recommendations" }
local word_styles = {
  summary = "Summary Box", note = "Note Box", recommendations = "Recommendation", keyfigures = "Key Figure",
}

local function raw(code)
  return pandoc.RawBlock("typst", code)
end

local function wrapped(opening, blocks, closing)
  local all = pandoc.Blocks({ raw(opening) })
  all:extend(blocks)
  all:insert(raw(closing))
  return all
end

-- A list item `**64%** text` as two Typst arguments: the number and what it says.
local function key_figure(item)
  local number, words = pandoc.Inlines({}), pandoc.Inlines({})
  local first = item[1] and item[1].content or pandoc.Inlines({})
  for _, inline in ipairs(first) do
    if #number == 0 and inline.t == "Strong" then
      number:extend(inline.content)
    else
      words:insert(inline)
    end
  end
  local blocks = wrapped("([", { pandoc.Plain(number) }, "], [")
  blocks:insert(pandoc.Plain(words))
  blocks:insert(raw("]),"))
  return blocks
end

local function key_figures(div)
  local items = pandoc.Blocks({})
  div:walk({
    BulletList = function(list)
      for _, item in ipairs(list.content) do
        items:extend(key_figure(item))
      end
    end,
  })
  return wrapped("#scr-keyfigures(", items, ")")
end

local function meant_for_another(div)
  for _, class in ipairs(div.classes) do
    local edition = class:match("^only%-(%a+)$")
    if edition and not FORMAT:match(edition) then
      return true
    end
  end
  return false
end

local function in_word(div)
  for class, style in pairs(word_styles) do
    if div.classes:includes(class) then
      div.attributes["custom-style"] = style
    end
  end
  return div
end

-- A paragraph that is all strong names the list below it and must not be left behind at the foot of a column.
local function with_lead_in(blocks)
  local first = blocks[1]
  if not (first and first.t == "Para" and #first.content == 1 and first.content[1].t == "Strong") then
    return blocks
  end
  local all = wrapped("#scr-lead-in[", { pandoc.Plain(first.content[1].content) }, "]")
  for place = 2, #blocks do
    all:insert(blocks[place])
  end
  return all
end

local function in_typst(div)
  if div.classes:includes("keyfigures") then
    return key_figures(div)
  end
  for class, call in pairs(boxes) do
    if div.classes:includes(class) then
      return wrapped("#" .. call .. "[", with_lead_in(div.content), "]")
    end
  end
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function image_in_typst(image)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  return pandoc.RawInline("typst", "#image(" .. typst_string(image.src) .. ", alt: " .. typst_string(alt) .. ")")
end

-- "Table 2" stays on one line.
local function unbroken_reference(link)
  if link.target:match("^#table%-") or link.target:match("^#chart%-") then
    return link:walk({ Space = function() return pandoc.Str("\u{a0}") end })
  end
end

-- A number leads to its proof in the trail, which lies beside the edition. The Word edition travels alone, so there it
-- leads to the number's row of the appendix.
local function to_the_trail(link)
  local entry = link.target:match("^#(fig%-.+)$")
  if entry then
    link.target = "audit/index.html#" .. entry
    return link
  end
end

-- A word told of a comparison leads to the entry of that, and not to the entry of the last figure that it compares.
local function to_what_it_rests_on(span)
  local entry = span.attributes.entry
  span.attributes.entry = nil
  if docx then
    return span
  end
  return span:walk({
    Link = function(link)
      link.target = "audit/index.html#" .. entry
      return link
    end,
  })
end

-- The trail starts a page of its own, and its heading must go there with it: where the heading and the trail are.
local function appendix_of(blocks)
  local figures, heading
  for place, block in ipairs(blocks) do
    if block.t == "RawBlock" and block.text:match("^#scr%-figures%(") then
      figures = place
    end
  end
  for place = 1, figures or 0 do
    if blocks[place].t == "Header" then
      heading = place
    end
  end
  return heading, figures
end

local function appendix_in_typst(doc)
  local heading, figures = appendix_of(doc.blocks)
  if heading then
    doc.blocks:insert(figures + 1, raw("]"))
    doc.blocks:insert(figures, raw("]"))
    doc.blocks:insert(heading + 1, raw("#scr-lead["))
    doc.blocks:insert(heading, raw("#scr-appendix["))
  end
  return doc
end

-- An empty section mark; the Word edition gives it its page size and header.
local function appendix_in_word(doc)
  local heading = appendix_of(doc.blocks)
  if heading then
    doc.blocks:insert(heading, pandoc.RawBlock("openxml", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"))
  end
  return doc
end

-- In Word, a reference to a table or chart leads to the Div that follows the place held for it in the page.
local function anchored(blocks)
  for place, block in ipairs(blocks) do
    if block.t == "RawBlock" and blocks[place + 1] and blocks[place + 1].t == "Div" then
      local kind, name = block.text:match("<!%-%- scr:(%a+) (%S+) ")
      if kind then
        blocks[place + 1].identifier = (kind == "table" and "table-" or "chart-") .. name
      end
    end
  end
  return blocks
end

local function span_in_edition(span)
  if span.attributes.entry then
    return to_what_it_rests_on(span)
  elseif not span.classes:includes("unsupported") then
    return nil
  elseif docx then
    span.attributes["custom-style"] = "Not Supported"
    return span
  elseif typst then
    local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "#scr-unsupported[") })
    inlines:extend(span.content)
    inlines:insert(pandoc.RawInline("typst", "]"))
    return inlines
  end
end

local function div_in_edition(div)
  if meant_for_another(div) then
    return {}
  elseif docx then
    return in_word(div)
  elseif typst then
    return in_typst(div)
  end
end

return {
  docx and { Blocks = anchored } or {},
  { Div = div_in_edition, Span = span_in_edition },
  docx and {} or { Link = to_the_trail },
  typst and { Link = unbroken_reference, Image = image_in_typst, Pandoc = appendix_in_typst } or {},
  docx and { Pandoc = appendix_in_word } or {},
}
